import type { App, User } from "../app";
import { type Html, html } from "../html";
import { page, type Reply } from "../http";

type Around = { app: App; user: User | null };

const signedOut = html`<a href="/sign-in">Sign in</a><a href="/sign-up">Sign up</a>`;

const signedIn = html`<a href="/account">Account</a>
  <form method="post" action="/sign-out"><button class="quiet">Sign out</button></form>`;

/** A whole page: banner, navigation, one h1, the content and a footer. */
export function layout({ app, user }: Around, title: string, content: Html, status = 200): Reply {
  return page(
    html`<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title === "Todos" ? title : `${title} · Todos`}</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/tokens.css">
    <link rel="stylesheet" href="/styles.css">
    <link rel="stylesheet" href="/controls.css">
    <script src="/app.js" type="module"></script>
  </head>
  <body>
    <a class="skip" href="#main">Skip to content</a>
    <header>
      <div>
        <a class="brand" href="/">Todos</a>
        <nav aria-label="Main">${user ? signedIn : signedOut}</nav>
      </div>
    </header>
    <main id="main" tabindex="-1">
      <h1>${title}</h1>
      ${content}
    </main>
    <footer>
      <p>A demo app. Its users live in Better Auth; <a href="${app.config.rollcallUrl}">Rollcall</a> keeps them in this app’s Postgres.</p>
      <p><a href="/connect">Connect page</a></p>
    </footer>
  </body>
</html>`,
    status,
  );
}

/** A message above a form; announced when the page opens. */
export const errorText = (text: string | undefined) => text && html`<p class="note bad" role="alert">${text}</p>`;
export const successText = (text: string) => html`<p class="note ok" role="status">${text}</p>`;
