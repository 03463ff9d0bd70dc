import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startPostgres } from "@/scripts/lib/postgres.mjs";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { openTarget } from "./connect";
import { createTable } from "./schema";
import { newTable, user } from "./testing";
import { writeUsers } from "./write";

let made: Awaited<ReturnType<typeof newTable>>;
beforeAll(async () => {
  made = await newTable(await createDatabase());
});
afterAll(() => made.end());

it("each floor is higher than the one before", async () => {
  const first = await takeFloor(made.target, "0");
  const second = await takeFloor(made.target, first.floor);
  expect(second.restored).toBe(false);
  expect(BigInt(second.floor)).toBeGreaterThan(BigInt(first.floor));
});

it("a clock behind the last value seen is moved past it, and the restore is told", async () => {
  const seen = "9007199254740993";
  const floor = await takeFloor(made.target, seen);
  expect(floor).toMatchObject({ restored: true, floor: "9007199254740994" });
  expect(await takeFloor(made.target, floor.floor)).toMatchObject({ restored: false });
});

it("two that find the clock behind at once get different floors, both past the value seen", async () => {
  const seen = "9007199254750000";
  const floors = await Promise.all([takeFloor(made.target, seen), takeFloor(made.target, seen)]);
  expect(new Set(floors.map(({ floor }) => floor)).size).toBe(2);
  for (const { floor } of floors) expect(BigInt(floor)).toBeGreaterThan(BigInt(seen));
});

it("a dropped rollcall schema is made again, and the new clock goes on past the old one", async () => {
  const { floor } = await takeFloor(made.target, "0");
  await made.target.query("drop schema rollcall cascade");
  await expect(takeFloor(made.target, floor)).rejects.toMatchObject({ code: "42P01" });
  await createTable(made.target, { ...made.table, allowGenerated: false });
  expect(await takeFloor(made.target, floor)).toMatchObject({ restored: true });
});

it("after a crash of the server, a floor from before it is refused", async () => {
  const dir = mkdtempSync(path.join(tmpdir(), "rollcall-crash-"));
  chmodSync(dir, 0o755);
  const server = await startPostgres({ dir: path.join(dir, "pg"), password: "test", port: undefined, settings: {} });
  const at = { host: "127.0.0.1", port: server.port, database: "postgres", user: "postgres", password: "test" };
  const target = openTarget({ ...at, tls: "disable" });
  try {
    const table = { schema: "neon_auth", integrationId: "int_1", adopted: false } as const;
    await createTable(target, { ...table, allowGenerated: false });
    const floor = await takeFloor(target, "0");
    const [session] = (await target.query<{ pid: number }>("select pg_backend_pid() as pid")).rows;
    // The postmaster treats a killed backend as a crash: it ends all others and recovers from the log.
    process.kill(session?.pid ?? 0, "SIGKILL");
    await vi.waitUntil(() => target.query("select 1").catch(() => null), { timeout: 15_000 });
    const options = { repair: true, volatile: [] };
    expect(await writeUsers(target, table, [user("u")], floor, options)).toMatchObject({
      accepted: [],
      refused: ["u"],
    });
    const fresh = await takeFloor(target, floor.floor);
    expect(await writeUsers(target, table, [user("u")], fresh, options)).toMatchObject({ accepted: ["u"], written: 1 });
  } finally {
    await target.end();
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});
