import type { Context } from "../app";
import { html } from "../html";
import { errorText, layout } from "./layout";

type Typed = { name?: string; email?: string; error?: string };

const email = (value: string | undefined) => html`<label for="email">Email</label>
  <input id="email" name="email" type="email" autocomplete="email" required maxlength="254" value="${value}">`;

export function signUpPage(context: Context, typed: Typed = {}) {
  const form = html`${errorText(typed.error)}
    <form class="stack" method="post" action="/sign-up">
      <label for="name">Name</label>
      <input id="name" name="name" autocomplete="name" required maxlength="200" value="${typed.name}">
      ${email(typed.email)}
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="new-password" required minlength="8" maxlength="128" aria-describedby="rule">
      <p class="help" id="rule">At least 8 characters.</p>
      <button class="primary">Sign up</button>
    </form>`;
  return layout(context, "Create an account", form);
}

export function signInPage(context: Context, typed: Typed = {}) {
  const form = html`${errorText(typed.error)}
    <form class="stack" method="post" action="/sign-in">
      ${email(typed.email)}
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="128">
      <button class="primary">Sign in</button>
    </form>`;
  return layout(context, "Welcome back", form);
}
