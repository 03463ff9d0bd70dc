import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { connectBetterAuth, openDemo, signIn, waitForParity } from "./support/console";
import { deleteAccount, rename, signUp } from "./support/demo-app";
import { addUsers, difference, equal } from "./support/difference";
import { startRollcall } from "./support/rollcall";

// One in whole processes, in every run of the tests; ALL_KILL_POINTS=1 takes the others too.
// `npm run convergence` kills at every await of the engine.
const points = ["apply.written:1"];
const others = ["walk.saved:1", "walk.written:2", "webhook.committed:1", "apply.read:1", "suspects.written:1"];

for (const point of process.env.ALL_KILL_POINTS ? [...points, ...others] : points) {
  test(`I4: killed at ${point}, started again, nothing is lost or doubled`, async ({ page, browser }) => {
    test.setTimeout(300_000);
    const marker = path.join(await mkdtemp(path.join(tmpdir(), "rollcall-kill-")), "died");
    const rollcall = await startRollcall({ env: { ROLLCALL_KILL_AT: `${point}:${marker}` } });
    const target = new pg.Pool({ connectionString: rollcall.targetUrl, max: 2 });
    const consoleDb = new pg.Pool({ connectionString: rollcall.consoleDbUrl, max: 1 });
    // The server is killed with the console.
    consoleDb.on("error", () => {});
    try {
      await addUsers(target, 1200);
      await signIn(page, rollcall, rollcall.link);
      await openDemo(page);
      await connectBetterAuth(page, rollcall, "neon_auth");
      await expect.poll(() => difference(target).catch(() => null), { timeout: 90_000 }).toEqual(equal);

      const stays = await signUp(browser, rollcall, "Stays Here", "stays@example.com");
      const leaves = await signUp(browser, rollcall, "Leaves Soon", "leaves@example.com");
      await rename(stays, rollcall, "Stays Renamed");
      await deleteAccount(leaves, rollcall);
      // Straight out of the auth server's table: no event tells of it, only the full compare finds it.
      await target.query(`delete from public."user" where id = 'bulk-7'`);
      await expect
        .poll(async () => (await difference(target)).changed + (await difference(target)).missing, { timeout: 90_000 })
        .toBe(0);
      await page.reload();
      await page.getByRole("button", { name: "Resync now" }).click();

      await expect.poll(() => existsSync(marker), { timeout: 60_000 }).toBe(true);
      await expect.poll(() => difference(target), { timeout: 90_000 }).toEqual(equal);
      const found = await difference(target);
      const { rows } = await target.query(
        "select id, deleted_at is not null as deleted from neon_auth.users_sync where id = 'bulk-7'",
      );
      expect(rows).toEqual([{ id: "bulk-7", deleted: true }]);
      // The console may still be on its way up.
      await expect(() => page.reload()).toPass();
      // Where a sign-up and the deletion after it were drained together, the sign-up is asked again for 142 s: they pass.
      await expect(async () => {
        await consoleDb.query("update changes set due_at = now() where state = 'waiting' and due_at > now()");
        await waitForParity(page, 5000);
      }).toPass({ timeout: 120_000 });
      console.log(`killed at ${point}: ${JSON.stringify(found)}`);
    } finally {
      await target.end();
      await consoleDb.end();
      await rollcall.stop();
    }
  });
}
