import { usersSync } from "drizzle-orm/neon";
import { getTableConfig } from "drizzle-orm/pg-core";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schemaPresets } from "@/lib/target/types";
import { createDatabase } from "@/test/database";
import { snippets } from "./snippets";

const code = (schema: (typeof schemaPresets)[number], id: string) =>
  snippets(schema).find((snippet) => snippet.id === id)?.code ?? "";

describe.each(schemaPresets)("snippets for %s", (schema) => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: await createDatabase() });
    await client.connect();
    await client.query(`create schema ${schema}`);
    await client.query(`create table ${schema}.users_sync (id text primary key, name text, email text,
      created_at timestamptz, updated_at timestamptz, deleted_at timestamptz, raw_json jsonb not null)`);
    await client.query(`insert into ${schema}.users_sync (id, name, deleted_at, raw_json)
      values ('live', 'Ada', null, '{}'), ('gone', 'Bob', now(), '{}')`);
  });
  afterAll(() => client.end());

  it("run on Postgres as they are, and the join keeps the todos of deleted users without their name", async () => {
    await client.query(code(schema, "foreign-key"));
    await client.query("insert into todos (task, user_id) values ('one', 'live'), ('two', 'gone')");
    const { rows } = await client.query(code(schema, "join"));
    expect(rows.map(({ task, name }) => [task, name]).sort()).toEqual([
      ["one", "Ada"],
      ["two", null],
    ]);
  });

  it("retry on exactly the error that a missing user gives", async () => {
    const refused = await client.query("insert into todos (task, user_id) values ('x', 'nobody')").catch((e) => e);
    expect(code(schema, "insert")).toContain(`=== "${refused.code}"`);
  });

  it("name the table that was chosen and no other", () => {
    const others = schemaPresets.filter((other) => other !== schema);
    for (const { code: text } of snippets(schema)) {
      for (const other of others) expect(text).not.toContain(other);
    }
    expect(code(schema, "prisma")).toContain(`@@schema("${schema}")`);
  });
});

it("drizzle-orm/neon is imported only for the schema that it reads", () => {
  const ready = getTableConfig(usersSync).schema;
  const importing = schemaPresets.filter((schema) => code(schema, "drizzle").includes("drizzle-orm/neon"));
  expect(importing).toEqual([ready]);
});
