import { existsSync } from "node:fs";
import path from "node:path";

/** The `pgbouncer` on the PATH, or where Debian puts it; undefined where there is none. */
export const pgbouncerPath = () =>
  [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin"]
    .map((dir) => path.join(dir, "pgbouncer"))
    .find((file) => existsSync(file));

/**
 * Debian's package where there is no PgBouncer. Not on a machine with systemd, where Debian would also start it as a service:
 * that is for its owner to want. Without it those tests are skipped.
 */
export const pgbouncerPackages = () => (pgbouncerPath() || existsSync("/run/systemd/system") ? [] : ["pgbouncer"]);
