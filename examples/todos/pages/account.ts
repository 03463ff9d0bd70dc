import type { Context, User } from "../app";
import { html } from "../html";
import { errorText, layout, successText } from "./layout";

export function accountPage(context: Context, user: User, error?: string) {
  const content = html`${errorText(error)}
    ${!error && context.url.searchParams.has("saved") && successText("Name saved. Rollcall carries it to users_sync.")}
    <p class="lead">You are signed in as ${user.email}.</p>
    <form class="stack" method="post" action="/account">
      <label for="name">Name</label>
      <input id="name" name="name" autocomplete="name" required maxlength="200" value="${user.name}">
      <button class="primary">Save name</button>
    </form>
    <section aria-labelledby="leave">
      <h2 id="leave">Leave</h2>
      <p class="lead">Your account is deleted at once. Your todos stay, without your name.</p>
      <form action="/account/delete"><button>Delete account</button></form>
    </section>`;
  return layout(context, "Account", content);
}

export function deletePage(context: Context, user: User, error?: string) {
  const content = html`${errorText(error)}
    <p class="lead">The account ${user.email} and its sessions are deleted. This cannot be undone.</p>
    <form class="row" method="post" action="/account/delete">
      <button class="danger">Delete my account</button>
      <a class="button" href="/account">Keep it</a>
    </form>`;
  return layout(context, "Delete your account?", content);
}
