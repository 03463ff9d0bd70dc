import { expect, it, vi } from "vitest";
import { startServer } from "@/test/server";
import { takeFloor } from "./clock";
import { openTarget } from "./connect";
import { parseConnectionString } from "./connection";
import { createTable } from "./schema";
import { user } from "./testing";
import type { Floor, Target } from "./types";
import { writeUsers } from "./write";

const table = { schema: "neon_auth", integrationId: "int_1", adopted: false } as const;
const write = (target: Target, floor: Floor) =>
  writeUsers(target, table, [user("u")], floor, { repair: true, volatile: [] });

/** The postmaster treats a killed backend as a crash: it ends all others and recovers from the log. */
async function crash(target: Target): Promise<void> {
  const [session] = (await target.query<{ pid: number }>("select pg_backend_pid() as pid")).rows;
  process.kill(session?.pid ?? 0, "SIGKILL");
  await vi.waitUntil(() => target.query("select 1").catch(() => null), { timeout: 15_000 });
}

it.each([18, 14] as const)(
  "after a crash of PostgreSQL %i, and after a checkpoint, earlier floors are refused",
  async (version) => {
    const server = await startServer({ version, fsync: "on" });
    const target = openTarget(parseConnectionString(`${server.address}/postgres`));
    try {
      await createTable(target, { ...table, allowGenerated: false });
      const before = await takeFloor(target, "0");
      await crash(target);
      expect(await write(target, before)).toMatchObject({ accepted: [], refused: ["u"] });
      const between = await takeFloor(target, before.floor);
      await target.query("checkpoint");
      expect(await write(target, between)).toMatchObject({ accepted: [], refused: ["u"] });
      const fresh = await takeFloor(target, between.floor);
      expect(await write(target, fresh)).toMatchObject({ accepted: ["u"], written: 1 });
    } finally {
      await target.end();
      await server.stop();
    }
  },
);
