import type { Context } from "../app";
import { html } from "../html";
import { MACHINE_EMAIL } from "../setup";
import { layout } from "./layout";

const copyable = (id: string, label: string, value: string) => html`<label for="${id}">${label}</label>
  <div class="copyable">
    <input id="${id}" class="mono" value="${value}" readonly autocomplete="off" spellcheck="false">
    <button type="button" data-copy="${id}">Copy<span class="unseen"> ${label.toLowerCase()}</span></button>
  </div>`;

export function connectPage(context: Context, password: string) {
  const { origin, rollcallUrl } = context.app.config;
  const content = html`<p class="lead">
      In <a href="${rollcallUrl}">the Rollcall console</a>, open the project of this app’s database, choose Better Auth on its
      Auth tab, and give it these three values.
    </p>
    <div class="stack">
      ${copyable("base-url", "Base URL", `${origin}/api/auth`)}
      ${copyable("email", "Email", MACHINE_EMAIL)}
      ${copyable("password", "Password", password)}
    </div>
    <p class="unseen" role="status" id="copied"></p>
    <h2>What happens then</h2>
    <ul class="plain">
      <li>Rollcall signs in with this admin account and reads the users by Better Auth’s admin API.</li>
      <li>It makes the table <code>users_sync</code> in this app’s database and fills it.</li>
      <li>It registers a webhook with the plugin of this app, so that sign-ups, changes and deletions arrive within seconds.</li>
      <li>This app sees the table, points a foreign key at it and joins it.</li>
    </ul>
    <p class="help">Served only on the machine that runs the app.</p>`;
  return layout(context, "Connect Rollcall to this app", content);
}
