import type { Context } from "../app";
import { html } from "../html";
import type { Todo } from "../todos";
import type { UsersSync } from "../users-sync";
import { errorText, layout, successText } from "./layout";

/** Why a todo was not added, and what had been typed. */
export type Problem = { task: string; error: string };
type Content = { users: UsersSync; todos: Todo[]; problem?: Problem };

export function todosPage(context: Context, { users, todos, problem }: Content) {
  const content = html`${context.url.searchParams.has("deleted") && !context.user && successText("Your account is deleted.")}
    ${state(users, context.app.config.rollcallUrl)}
    ${errorText(problem?.error)}
    ${context.user ? addForm(problem?.task) : html`<p class="lead">Sign in to write one of your own.</p>`}
    ${todos.length === 0 ? html`<p class="empty">No todos yet.</p>` : null}
    <ul class="todos" aria-label="All todos">${todos.map((todo) => item(todo, context, users))}</ul>`;
  return layout(context, "Todos", content);
}

const addForm = (task = "") => html`<form class="add" method="post" action="/todos" data-once>
  <label for="task">New todo</label>
  <div><input id="task" name="task" required maxlength="200" autocomplete="off" value="${task}"><button class="primary">Add</button></div>
</form>`;

/** What the reader has to know about the table behind the names. */
function state(users: UsersSync, rollcallUrl: string) {
  if (users.state === "absent") {
    return html`<div class="note">
      <p><strong>There is no <code>users_sync</code> table in this database yet.</strong> So this page cannot name the authors.</p>
      <p>Connect this app in <a href="${rollcallUrl}">Rollcall</a>; <a href="/connect">these are the values</a> it asks for.</p>
    </div>`;
  }
  const table = html`<code>${users.schema}.users_sync</code>`;
  if (users.state === "unreadable") {
    return html`<p class="note warn">${table} is there, but this app’s role may not read it. Grant it USAGE on the schema and SELECT on the table.</p>`;
  }
  if (users.state === "unreferenced") {
    return html`<p class="note warn">Names come from ${table}. The foreign key is not complete: this app’s role needs REFERENCES on the table, or some authors’ rows have not arrived.</p>`;
  }
  return html`<p class="lead">Names come from ${table} by a JOIN; a foreign key holds each todo to its author.</p>`;
}

function author(todo: Todo, users: UsersSync) {
  if (todo.author) return html`<bdi>${todo.author}</bdi>`;
  const unknown = users.state === "absent" || users.state === "unreadable";
  return html`<span class="gone">${unknown ? "author not known here" : "deleted user"}</span>`;
}

function item(todo: Todo, { user }: Context, users: UsersSync) {
  const own = user?.id === todo.user_id;
  const tick = own
    ? html`<form method="post" action="/todos/toggle"><input type="hidden" name="id" value="${todo.id}">
        <button class="tick" aria-pressed="${String(todo.done)}"><span class="unseen">Done: ${todo.task}</span></button></form>`
    : html`<span class="tick" data-done="${String(todo.done)}"><span class="unseen">${todo.done ? "Done:" : "Open:"}</span></span>`;
  return html`<li>
    ${tick}
    <div><span class="task">${todo.task}</span><span class="author">${author(todo, users)}</span></div>
    ${
      own &&
      html`<form method="post" action="/todos/delete"><input type="hidden" name="id" value="${todo.id}">
      <button class="quiet">Delete<span class="unseen"> ${todo.task}</span></button></form>`
    }
  </li>`;
}
