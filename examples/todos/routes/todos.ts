import type { Context } from "../app";
import { type Reply, redirect } from "../http";
import { type Problem, todosPage } from "../pages/todos";
import { seedTodos } from "../seed-todos";
import { AuthorNotSynced, deleteTodo, insertTodo, listTodos, toggleTodo } from "../todos";
import { prepareUsersSync } from "../users-sync";

export async function showTodos(context: Context, problem?: Problem): Promise<Reply> {
  const { pool } = context.app;
  const users = await prepareUsersSync(pool);
  await seedTodos(pool, users);
  return todosPage(context, { users, todos: await listTodos(pool, users), problem });
}

export async function addTodo(context: Context): Promise<Reply> {
  if (!context.user) return redirect("/sign-in");
  const task = context.form.get("task")?.trim() ?? "";
  if (!task || task.length > 200) {
    return showTodos(context, { task, error: "A todo needs 1 to 200 characters." });
  }
  try {
    await prepareUsersSync(context.app.pool);
    await insertTodo(context.app.pool, context.user.id, task);
    return redirect("/");
  } catch (error) {
    if (!(error instanceof AuthorNotSynced)) throw error;
    const text =
      "Your account has not reached users_sync yet, so this todo was not saved. Rollcall brings new accounts within seconds: try again in a moment.";
    return showTodos(context, { task, error: text });
  }
}

/** The todo's id in the form; 0, which no todo has, for anything else. */
function todoId(context: Context): number {
  const id = Number(context.form.get("id"));
  return Number.isInteger(id) && id > 0 && id <= 2_147_483_647 ? id : 0;
}

export async function changeTodo(context: Context): Promise<Reply> {
  if (!context.user) return redirect("/sign-in");
  await toggleTodo(context.app.pool, context.user.id, todoId(context));
  return redirect("/");
}

export async function removeTodo(context: Context): Promise<Reply> {
  if (!context.user) return redirect("/sign-in");
  await deleteTodo(context.app.pool, context.user.id, todoId(context));
  return redirect("/");
}
