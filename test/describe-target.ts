import { afterAll, beforeAll, describe } from "vitest";
import { leadThrough } from "@/lib/target/testing";
import type { Connection } from "@/lib/target/types";
import { makeDatabasesOn } from "./database";
import { startServer, type Version } from "./server";

/** All but those that choose their way themselves or need none. Building indexes takes seconds, and has one way more. */
const suites: Record<string, () => Promise<unknown>> = {
  clock: () => import("@/lib/target/clock.test"),
  compare: () => import("@/lib/target/compare.test"),
  customers: () => import("@/lib/target/customers.test"),
  drop: () => import("@/lib/target/drop.test"),
  erase: () => import("@/lib/target/erase.test"),
  existing: () => import("@/lib/target/existing.test"),
  gone: () => import("@/lib/target/gone.test"),
  guard: () => import("@/lib/target/guard.test"),
  purge: () => import("@/lib/target/purge.test"),
  restore: () => import("@/lib/target/restore.test"),
  schema: () => import("@/lib/target/schema.test"),
  together: () => import("@/lib/target/together.test"),
  "users list": () => import("@/lib/target/users-list.test"),
  versions: () => import("@/lib/target/versions.test"),
  write: () => import("@/lib/target/write.test"),
};

/** What stands between the driver and the server: how a connection goes through it, and its end. */
type Between = { through(connection: Connection): Connection; stop(): Promise<void> | void };
const nothing: Between = { through: (connection) => connection, stop: () => {} };

type Way = { between?: (port: number) => Promise<Between>; more?: typeof suites };

/**
 * Runs the suites of lib/target once more, on a server of their own and another way. A test file loads a suite only
 * once, so each way has a file of its own.
 */
export function describeTarget(
  name: string,
  version: Version,
  { between = async () => nothing, more = {} }: Way = {},
): void {
  describe(name, () => {
    let server: Awaited<ReturnType<typeof startServer>>;
    let way: Between;
    beforeAll(async () => {
      server = await startServer({ version });
      way = await between(server.port);
      makeDatabasesOn(server.address);
      leadThrough(way.through);
    });
    afterAll(async () => {
      await way?.stop();
      await server?.stop();
    });
    for (const [suite, load] of Object.entries({ ...suites, ...more })) describe(suite, () => load().then(() => {}));
  });
}
