import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema";
import { download } from "@/lib/download";
import type { UsersFilter } from "@/lib/target/types";
import type { Connected } from "@/test/integration";
import { connectStackAuth } from "@/test/stack-auth";
import { exportUsers } from "./export-users";

let connected: Connected;

beforeAll(async () => {
  connected = await connectStackAuth();
});
afterAll(() => connected.end());
beforeEach(async () => {
  await connected.target.query("truncate neon_auth.users_sync cascade");
  await db().delete(auditLog).where(eq(auditLog.verb, "user.export"));
});

const insert = (id: string, name: string | null, raw: object = {}, deletedAt: string | null = null) =>
  connected.target.query(
    `insert into neon_auth.users_sync (id, name, email, created_at, deleted_at, raw_json)
     values ($1, $2, $1 || '@example.test', '2026-01-02T03:04:05.678901Z', $4, $3)`,
    [id, name, JSON.stringify(raw), deletedAt],
  );
const crowd = (count: number) =>
  connected.target.query(
    "insert into neon_auth.users_sync (id, raw_json) select 'u' || lpad(n::text, 5, '0'), '{}' from generate_series(1, $1::int) n",
    [count],
  );

const begin = async (format: "csv" | "ndjson", filter: Partial<UsersFilter> = {}) =>
  download(await exportUsers(connected.actor, connected.projectId, { format, search: "", show: "all", ...filter }), {
    name: "users",
    type: "text/plain",
  });
const file = async (...of: Parameters<typeof begin>) => (await begin(...of)).text();

const log = async () =>
  (
    await db()
      .select({ actor: auditLog.actor, outcome: auditLog.outcome, detail: auditLog.detail })
      .from(auditLog)
      .where(and(eq(auditLog.verb, "user.export"), eq(auditLog.projectId, connected.projectId)))
      .orderBy(asc(auditLog.id))
  ).map(({ actor, outcome, detail }) => [actor, outcome, detail]);

const head = "id,name,email,created_at,updated_at,deleted_at\r\n";
const rest = (id: string, deleted = "") => `${id}@example.test,2026-01-02T03:04:05.678901Z,,${deleted}\r\n`;

it("writes odd names as RFC 4180 and UTF-8 would have them", async () => {
  await insert("a", 'Ada "the Countess", Lovelace');
  await insert("b", "two\r\nlines");
  await insert("c", "Zoë 🦊 ‮abc");
  await insert("d", null, {}, "2026-02-03T04:05:06Z");
  expect(await file("csv")).toBe(
    [
      head,
      `a,"Ada ""the Countess"", Lovelace",${rest("a")}`,
      `b,"two\r\nlines",${rest("b")}`,
      `c,Zoë 🦊 ‮abc,${rest("c")}`,
      `d,,${rest("d", "2026-02-03T04:05:06.000000Z")}`,
    ].join(""),
  );
});

it("no name, id or e-mail is a formula to a spreadsheet", async () => {
  await insert('=HYPERLINK("http://evil.test")', "@SUM(1+1)*cmd|' /C calc'!A0");
  const [, record] = (await file("csv")).split("\r\n");
  expect(record).toMatch(/^"'=HYPERLINK/);
  expect(record).toContain(",'@SUM(1+1)*cmd|' /C calc'!A0,\"'=HYPERLINK");
});

it("NDJSON holds a whole row per line, with raw_json as it is stored", async () => {
  await insert("a", "line\nbreak", { id: "a", tags: ["x", null], deep: { n: 1.5 } });
  const lines = (await file("ndjson")).split("\n");
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    id: "a",
    name: "line\nbreak",
    email: "a@example.test",
    created_at: "2026-01-02T03:04:05.678901Z",
    updated_at: null,
    deleted_at: null,
    raw_json: { id: "a", tags: ["x", null], deep: { n: 1.5 } },
  });
});

it("holds what is filtered and nobody else, and is only a head where nobody matches", async () => {
  await insert("a", "Ana", { primary_email_verified: true });
  await insert("b", "Anna", { primary_email_verified: false });
  await insert("c", "Anna", { primary_email_verified: true }, "2026-02-03T04:05:06Z");
  const ids = async (filter: Partial<UsersFilter>) =>
    (await file("ndjson", filter)).split("\n").flatMap((line) => (line ? [JSON.parse(line).id] : []));
  expect(await ids({ search: "ann" })).toEqual(["b", "c"]);
  expect(await ids({ verified: true, show: "live" })).toEqual(["a"]);
  expect(await ids({ since: "24h" })).toEqual([]);
  expect(await file("csv", { search: "nobody" })).toBe(head);
});

it("a table of many pages comes whole, a page at a time", async () => {
  await crowd(1001);
  const body = (await begin("csv")).body?.getReader();
  const pieces: string[] = [];
  for (let read = await body?.read(); read && !read.done; read = await body?.read())
    pieces.push(new TextDecoder().decode(read.value));
  expect(pieces.map((piece) => piece.trim().split("\r\n").length)).toEqual([201, 200, 200, 200, 200, 1]);
});

it("an export that breaks in the middle fails as a download, and both its begin and its break are in the audit log", async () => {
  await crowd(1000);
  const body = (await begin("csv", { search: "u0", since: undefined })).body?.getReader();
  await body?.read();
  await connected.target.query("alter table neon_auth.users_sync rename to elsewhere");
  const readOn = async () => {
    while (!(await body?.read())?.done);
  };
  await expect(readOn()).rejects.toMatchObject({ code: "target_refused" });
  await connected.target.query("alter table neon_auth.elsewhere rename to users_sync");
  const detail = { format: "csv", search: "u0", show: "all" };
  expect(await log()).toEqual([
    ["Dana", "done", detail],
    ["Dana", "refused", { ...detail, rows: expect.any(Number) }],
  ]);
});

it("an export that cannot begin is an error in words, and no file", async () => {
  await connected.target.query("alter table neon_auth.users_sync rename to elsewhere");
  await expect(begin("csv")).rejects.toMatchObject({ code: "target_refused" });
  await connected.target.query("alter table neon_auth.elsewhere rename to users_sync");
  expect(await log()).toEqual([["Dana", "refused", { format: "csv", show: "all" }]]);
});

it("whoever stops reading leaves no connection open", async () => {
  await crowd(1000);
  const open = async () =>
    (
      await connected.target.query(
        "select 1 from pg_stat_activity where datname = current_database() and application_name = 'rollcall' and query like '%neon_auth.users_sync%'",
      )
    ).rowCount;
  const body = (await begin("ndjson")).body?.getReader();
  await body?.read();
  expect(await open()).toBeGreaterThan(0);
  await body?.cancel();
  await expect.poll(open).toBe(0);
});
