import { existsSync } from "node:fs";
import path from "node:path";
import { installFromDebian } from "./debian.mjs";
import { say } from "./say.mjs";

/** The `pgbouncer` on the PATH, or where Debian puts it; undefined where there is none. */
export const pgbouncerPath = () =>
  [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin"]
    .map((dir) => path.join(dir, "pgbouncer"))
    .find((file) => existsSync(file));

/**
 * Installs PgBouncer for the tests where there is none and it can be had. Not on a machine with systemd, where Debian
 * would also start it as a service: that is for its owner to want. Without it those tests are skipped, and say so.
 */
export function ensurePgBouncer() {
  if (pgbouncerPath()) return;
  if (!existsSync("/run/systemd/system") && process.getuid?.() === 0) {
    say("Installing PgBouncer");
    installFromDebian("pgbouncer");
  }
  if (!pgbouncerPath()) say("There is no PgBouncer here: the tests that go through it are skipped.");
}
