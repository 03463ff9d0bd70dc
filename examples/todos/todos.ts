import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { UsersSync } from "./users-sync";

export type Todo = {
  id: number;
  task: string;
  done: boolean;
  user_id: string;
  created_at: Date;
  author: string | null;
};

/** The newest 200 todos with their authors' names; the name is null where the author is deleted or unknown. */
export async function listTodos(pool: pg.Pool, users: UsersSync): Promise<Todo[]> {
  const joined = users.state === "unreferenced" || users.state === "ready";
  const { rows } = await pool.query<Todo>(
    joined
      ? `select t.*, coalesce(nullif(u.name, ''), u.email) as author
           from todos t
           left join ${users.table} u on u.id = t.user_id and u.deleted_at is null
          order by t.created_at desc, t.id desc
          limit 200`
      : "select t.*, null as author from todos t order by t.created_at desc, t.id desc limit 200",
  );
  return rows;
}

/** About five seconds in all: a new user's row usually arrives within one. */
const WAITS = [200, 300, 500, 1000, 1500, 1500];

/** The author's row had not arrived in users_sync when the last try was made. */
export class AuthorNotSynced extends Error {}

const isMissingAuthor = (error: unknown) =>
  error instanceof pg.DatabaseError && error.code === "23503" && error.constraint === "todos_user_id_fkey";

/** Inserts a todo. Someone who signed up this moment may have no row in users_sync yet, so the insert waits for it. */
export async function insertTodo(pool: pg.Pool, userId: string, task: string, waits = WAITS): Promise<void> {
  for (const wait of [...waits, null]) {
    try {
      await pool.query("insert into todos (task, user_id) values ($1, $2)", [task, userId]);
      return;
    } catch (error) {
      if (!isMissingAuthor(error)) throw error;
      if (wait === null) throw new AuthorNotSynced(`No row for ${userId} in users_sync yet.`);
      await sleep(wait);
    }
  }
}

/** Both touch the user's own todos only; anyone else's id changes nothing. */
export const toggleTodo = (pool: pg.Pool, userId: string, id: number) =>
  pool.query("update todos set done = not done where id = $1 and user_id = $2", [id, userId]);

export const deleteTodo = (pool: pg.Pool, userId: string, id: number) =>
  pool.query("delete from todos where id = $1 and user_id = $2", [id, userId]);
