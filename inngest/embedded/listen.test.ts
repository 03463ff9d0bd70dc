import { beforeAll, describe, expect, it, vi } from "vitest";
import { db, openDatabase } from "@/db/client";
import { createConsole } from "../../test/console";
import { listen } from "./listen";
import { wake } from "./queue";

let url: string;
beforeAll(async () => {
  url = await createConsole();
});

describe("listen", () => {
  it("hears of new jobs again after its connection was ended", async () => {
    const { pool } = openDatabase(url);
    let heard = 0;
    const end = listen(pool, () => void heard++, 50);
    const hears = async () => {
      const before = heard;
      await vi.waitFor(async () => {
        await db().transaction(wake);
        expect(heard).toBeGreaterThan(before);
      });
    };
    await hears();
    await db().execute("select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'");
    await hears();
    await end();
    await pool.end();
  });
});
