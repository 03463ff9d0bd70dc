import {
  connectBetterAuth,
  disconnect,
  headline,
  openDemo,
  signIn,
  usersTable,
  waitForParity,
} from "./support/console";
import { deleteAccount, rename, signUp } from "./support/demo-app";
import { expect, test } from "./support/test";

test.use({ instance: "main-job" });

const documented = ["id", "name", "email", "created_at", "updated_at", "deleted_at", "raw_json"];

test("from Connect to a true users_sync, and it stays true by itself", async ({ page, browser, rollcall, target }) => {
  test.setTimeout(180_000);
  await signIn(page, rollcall, rollcall.link);
  await openDemo(page);
  await connectBetterAuth(page, rollcall, "neon_auth");
  await waitForParity(page);

  await test.step("every seeded user is a row, with exactly the documented columns", async () => {
    const { rows, fields } = await target.query("select * from neon_auth.users_sync order by id");
    const { rows: users } = await target.query('select id, name, email from public."user" order by id');
    expect(fields.map(({ name }) => name).sort()).toEqual([...documented].sort());
    expect(rows.map(({ id, name, email }) => ({ id, name, email }))).toEqual(users);
    expect(users.length).toBeGreaterThan(40);
    await expect(page.getByRole("main")).toContainText(String(users.length));
  });

  await test.step("search, sort and paging read the same table", async () => {
    await page.getByRole("searchbox", { name: "Search users" }).fill("rollcall@");
    await expect(usersTable(page).getByRole("row")).toHaveCount(2);
    await page.getByRole("searchbox", { name: "Search users" }).fill("");
    await expect(usersTable(page).getByRole("row").nth(5)).toBeVisible();
  });

  const person = await signUp(browser, rollcall, "Wilhelmina Ærø", "wilhelmina@example.com");
  await test.step("a sign-up appears in the open page without reload", async () => {
    await expect(usersTable(page).getByText("Wilhelmina Ærø")).toBeVisible({ timeout: 30_000 });
  });

  await test.step("a rename changes the row in place", async () => {
    await rename(person, rollcall, "Wilhelmina Renamed");
    await expect(usersTable(page).getByText("Wilhelmina Renamed")).toBeVisible({ timeout: 30_000 });
  });

  await test.step("a deleted account is shown as deleted and deleted_at is set", async () => {
    await deleteAccount(person, rollcall);
    const row = usersTable(page).getByRole("row").filter({ hasText: "Wilhelmina Renamed" });
    await expect(row).toContainText("Deleted", { timeout: 30_000 });
    const { rows } = await target.query(
      "select deleted_at from neon_auth.users_sync where email = 'wilhelmina@example.com'",
    );
    expect(rows).toEqual([{ deleted_at: expect.any(Date) }]);
  });

  await test.step("quick links lead where they say", async () => {
    for (const name of ["Console", "Users", "API keys", "Sign-in methods", "Documentation"]) {
      await expect(page.getByRole("link", { name, exact: false }).last()).toHaveAttribute("href", /^https?:\/\//);
    }
  });

  await test.step("Resync repairs what somebody edited by hand", async () => {
    await target.query(
      "update neon_auth.users_sync set name = 'edited by hand' where deleted_at is null and email like 'rollcall@%'",
    );
    await page.getByRole("button", { name: "Resync now" }).click();
    await expect
      .poll(
        async () => (await target.query("select 1 from neon_auth.users_sync where name = 'edited by hand'")).rowCount,
        {
          timeout: 30_000,
        },
      )
      .toBe(0);
    await waitForParity(page);
  });

  await test.step("Disconnect keeps the table", async () => {
    const before = await target.query("select count(*) from neon_auth.users_sync");
    await disconnect(page);
    const after = await target.query("select count(*) from neon_auth.users_sync");
    expect(after.rows).toEqual(before.rows);
  });

  for (const schema of ["seren_auth", "neon_identity"]) {
    await test.step(`the same into ${schema}`, async () => {
      await connectBetterAuth(page, rollcall, schema);
      await waitForParity(page);
      const { rows } = await target.query(
        `select count(*)::int as n from ${schema}.users_sync where deleted_at is null`,
      );
      const { rows: users } = await target.query('select count(*)::int as n from public."user"');
      expect(rows).toEqual(users);
      await expect(headline(page)).toContainText("In parity");
      await disconnect(page);
    });
  }
});

test("the demo app joins its todos to users_sync and points a foreign key at it", async ({
  page,
  browser,
  rollcall,
  target,
}) => {
  test.setTimeout(120_000);
  await signIn(page, rollcall);
  await openDemo(page);
  await connectBetterAuth(page, rollcall, "neon_auth");
  await waitForParity(page);
  const person = await signUp(browser, rollcall, "Todo Author", "author@example.com");
  await person.goto(rollcall.demoUrl);
  await person.getByLabel("New todo").fill("Buy groceries");
  await person.getByRole("button", { name: "Add" }).click();
  await expect(person.getByRole("listitem").filter({ hasText: "Buy groceries" })).toContainText("Todo Author");
  const { rows } = await target.query(
    "select confrelid::regclass::text as to from pg_constraint where conrelid = 'public.todos'::regclass and contype = 'f'",
  );
  expect(rows).toEqual([{ to: "neon_auth.users_sync" }]);
});
