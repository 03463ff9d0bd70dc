import type pg from "pg";
import { claimOnce, inTransaction } from "./setup";
import type { UsersSync } from "./users-sync";

type SeedTodo = { email: string; task: string; done: boolean; daysAgo: number };

const SEED_TODOS: SeedTodo[] = [
  { email: "misaki.sato@example.jp", task: "Book the room for Thursday", done: true, daysAgo: 9 },
  { email: "tomas.oliveira@example.com", task: "Water the plants in the hall", done: false, daysAgo: 6 },
  { email: "layla.haddad@example.org", task: "Order labels for the archive boxes", done: false, daysAgo: 4 },
  { email: "ingrid.solberg@example.com", task: "Return the borrowed projector", done: true, daysAgo: 3 },
  { email: "oleksandr.koval@example.com", task: "Write the minutes of the last meeting", done: false, daysAgo: 1 },
];

/** Gives some of the demo's users a todo, once: as soon as all of them who still have an account are in users_sync. */
export async function seedTodos(pool: pg.Pool, users: UsersSync): Promise<void> {
  if (users.state !== "ready") return;
  const seeded = await pool.query("select from app_settings where key = 'todos_seeded'");
  if (seeded.rowCount !== 0) return;
  await inTransaction(pool, async (client) => {
    const seeds = `json_to_recordset($1) as s (email text, task text, done boolean, "daysAgo" int)
                   join "user" a on a.email = s.email`;
    const values = [JSON.stringify(SEED_TODOS)];
    const missing = await client.query(
      `select from ${seeds} where not exists (select from ${users.table} u where u.id = a.id)`,
      values,
    );
    if (missing.rowCount !== 0 || !(await claimOnce(client, "todos_seeded"))) return;
    await client.query(
      `insert into todos (task, done, user_id, created_at)
       select s.task, s.done, a.id, now() - make_interval(days => s."daysAgo") from ${seeds}`,
      values,
    );
  });
}
