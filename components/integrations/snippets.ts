import type { SchemaName } from "@/lib/target/types";

export type Snippet = { id: string; label: string; code: string };

/** Ready-made code for an application that reads `<schema>.users_sync`, in the order of the tabs. */
export function snippets(schema: SchemaName): Snippet[] {
  return [
    { id: "join", label: "Join", code: join(schema) },
    { id: "foreign-key", label: "Foreign key", code: foreignKey(schema) },
    { id: "drizzle", label: "Drizzle", code: drizzle(schema) },
    { id: "prisma", label: "Prisma", code: prisma(schema) },
    { id: "insert", label: "Insert with retry", code: insertWithRetry() },
  ];
}

const join = (schema: SchemaName) => `-- Deleted users keep their row. In WHERE,
-- the check would drop their todos too.
SELECT t.id, t.task, u.name, u.email
FROM todos t
LEFT JOIN ${schema}.users_sync u
  ON u.id = t.user_id
  AND u.deleted_at IS NULL;`;

const foreignKey = (schema: SchemaName) => `CREATE TABLE todos (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task text NOT NULL,
  -- text, as users_sync.id is
  user_id text NOT NULL
    REFERENCES ${schema}.users_sync (id) ON DELETE CASCADE
);
CREATE INDEX ON todos (user_id);

-- A deletion at the provider sets deleted_at and keeps the
-- row, so CASCADE does not fire and the todos stay. It fires
-- only when the row itself is deleted.`;

const ownTable = (schema: SchemaName) => `import { jsonb, pgSchema, text, timestamp } from "drizzle-orm/pg-core";

// Rollcall owns this table: read it, leave it out of migrations.
export const usersSync = pgSchema("${schema}").table("users_sync", {
  id: text().primaryKey(),
  name: text(),
  email: text(),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }),
  updatedAt: timestamp("updated_at", { withTimezone: true, mode: "string" }),
  deletedAt: timestamp("deleted_at", { withTimezone: true, mode: "string" }),
  rawJson: jsonb("raw_json").notNull(),
});`;

const drizzle = (schema: SchemaName) => `import { and, eq, isNull } from "drizzle-orm";
${schema === "neon_auth" ? 'import { usersSync } from "drizzle-orm/neon";' : ownTable(schema)}

// userId: text("user_id").notNull().references(() => usersSync.id)
const rows = await db
  .select({ task: todos.task, owner: usersSync.name })
  .from(todos)
  .leftJoin(
    usersSync,
    and(eq(usersSync.id, todos.userId), isNull(usersSync.deletedAt)),
  );`;

const prisma = (schema: SchemaName) => `datasource db {
  provider = "postgresql"
  schemas  = ["public", "${schema}"]
}

// Rollcall owns this table. Keep Prisma Migrate away from it:
// tables: { external: ["${schema}.users_sync"] } in prisma.config.ts
model UserSync {
  id        String    @id
  name      String?
  email     String?
  createdAt DateTime? @map("created_at") @db.Timestamptz(6)
  updatedAt DateTime? @map("updated_at") @db.Timestamptz(6)
  deletedAt DateTime? @map("deleted_at") @db.Timestamptz(6)
  rawJson   Json      @map("raw_json")
  todos     Todo[]

  @@index([deletedAt])
  @@map("users_sync")
  @@schema("${schema}")
}

model Todo {
  id     BigInt   @id @default(autoincrement())
  task   String
  userId String   @map("user_id")
  owner  UserSync @relation(fields: [userId], references: [id])

  @@map("todos")
  @@schema("public")
}`;

const insertWithRetry = () => `// Who signed up a moment ago may not have a row yet. Postgres
// answers 23503 then: wait for the row and insert again.
export async function addTodo(task: string, userId: string) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await pool.query(
        "INSERT INTO todos (task, user_id) VALUES ($1, $2)",
        [task, userId],
      );
    } catch (error) {
      const missing = (error as { code?: string }).code === "23503";
      if (!missing || attempt === 5) throw error;
      await new Promise((done) => setTimeout(done, 200 * 2 ** attempt));
    }
  }
}`;
