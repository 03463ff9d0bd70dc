import { connectBetterAuth, openDemo, signIn, waitForParity } from "./support/console";
import { deleteAccount, signUp } from "./support/demo-app";
import { difference, equal } from "./support/difference";
import { expect, test } from "./support/test";
import { deliver, endpointOf } from "./support/webhook";

test.use({ instance: "breakage" });

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser, rollcall }) => {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, rollcall);
  await openDemo(page);
  await connectBetterAuth(page, rollcall, "neon_auth");
  await waitForParity(page);
  await page.close();
});

test("webhooks forged, stale or oversized are refused and leave nothing behind", async ({
  request,
  target,
  consoleDb,
}) => {
  const endpoint = await endpointOf(target);
  const before = await consoleDb.query("select count(*) from changes");
  const forged = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
  const change = { type: "user.deleted", userId: "nobody" };
  expect((await deliver(request, endpoint, { id: "forged", ...change, secret: forged })).status()).toBe(401);
  const anHourAgo = new Date(Date.now() - 3_600_000);
  expect((await deliver(request, endpoint, { id: "stale", ...change, at: anHourAgo })).status()).toBe(401);
  expect((await request.post(endpoint.url, { data: "{}" })).status()).toBe(401);
  expect((await request.post(endpoint.url, { data: "x".repeat(1_100_000) })).status()).toBe(413);
  const unknown = new URL("/api/webhooks/unknown", endpoint.url).href;
  expect((await deliver(request, { ...endpoint, url: unknown }, { id: "unknown", ...change })).status()).toBe(404);
  expect((await consoleDb.query("select count(*) from changes")).rows).toEqual(before.rows);
});

test("I6: a delivery taken twice is one change, and writes nothing the second time", async ({
  request,
  target,
  consoleDb,
}) => {
  const endpoint = await endpointOf(target);
  const { rows: users } = await target.query(`select id from public."user" order by id limit 1`);
  const state = () =>
    target.query("select xmin::text, ctid::text from neon_auth.users_sync where id = $1", [users[0].id]);
  const before = await state();
  for (let n = 0; n < 2; n++) {
    expect(
      (await deliver(request, endpoint, { id: "twice", type: "user.updated", userId: users[0].id })).status(),
    ).toBe(204);
  }
  const settled = () => consoleDb.query("select state from changes where event_id = 'twice'");
  await expect.poll(async () => (await settled()).rows, { timeout: 30_000 }).toEqual([{ state: "applied" }]);
  expect((await state()).rows).toEqual(before.rows);
});

test("I5: a deletion that the provider denies marks nobody; it is asked again", async ({
  request,
  target,
  consoleDb,
}) => {
  const endpoint = await endpointOf(target);
  const { rows: users } = await target.query(`select id from public."user" order by id limit 1`);
  await deliver(request, endpoint, { id: "denied", type: "user.deleted", userId: users[0].id });
  const asked = () => consoleDb.query("select asked from changes where event_id = 'denied'");
  await expect.poll(async () => (await asked()).rows[0]?.asked, { timeout: 30_000 }).toBeGreaterThan(1);
  expect(await difference(target)).toEqual(equal);
});

test("I3: an update that arrives after the deletion resurrects nobody", async ({
  browser,
  request,
  rollcall,
  target,
  consoleDb,
}) => {
  const person = await signUp(browser, rollcall, "Gone For Good", "gone@example.com");
  const { rows: users } = await target.query(`select id from public."user" where email = 'gone@example.com'`);
  await deleteAccount(person, rollcall);
  const row = () =>
    target.query("select deleted_at is not null as deleted from neon_auth.users_sync where id = $1", [users[0].id]);
  await expect.poll(async () => (await row()).rows, { timeout: 60_000 }).toEqual([{ deleted: true }]);
  await deliver(request, await endpointOf(target), { id: "late", type: "user.updated", userId: users[0].id });
  const asked = () => consoleDb.query("select asked from changes where event_id = 'late'");
  await expect.poll(async () => (await asked()).rows[0]?.asked, { timeout: 30_000 }).toBeGreaterThan(0);
  expect((await row()).rows).toEqual([{ deleted: true }]);
});

for (const part of ["console", "postgres", "demo"] as const) {
  test(`I1: ${part} killed and back, a change made meanwhile arrives`, async ({ browser, rollcall, target }) => {
    test.setTimeout(180_000);
    await rollcall.kill(part);
    // The demo app itself needs Postgres: whoever signs up tries until it is back.
    await expect(async () => {
      const page = await signUp(browser, rollcall, `After ${part}`, `after-${part}@example.com`);
      await page.close();
    }).toPass({ timeout: 60_000 });
    await expect.poll(() => difference(target).catch(() => null), { timeout: 90_000 }).toEqual(equal);
    console.log(`${part} killed: ${JSON.stringify(await difference(target))}`);
  });
}
