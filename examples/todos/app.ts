import type { IncomingMessage, ServerResponse } from "node:http";
import type pg from "pg";
import type { Auth } from "./auth";
import { authHeaders, passToAuth } from "./auth-requests";
import type { Config } from "./config";
import { html } from "./html";
import { BodyTooLarge, plain, type Reply, readBody, send } from "./http";
import { log } from "./log";
import { layout } from "./pages/layout";
import { routes } from "./routes";
import { staticFile } from "./static";

export type App = { pool: pg.Pool; auth: Auth; config: Config; ready: () => boolean };
export type User = { id: string; name: string; email: string };
export type Context = { app: App; request: IncomingMessage; url: URL; user: User | null; form: URLSearchParams };

/** Answers every request of the server; whatever goes wrong becomes a page, never a crash. */
export function createListener(app: App) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      send(response, await answer(app, request));
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) log(`${request.method} ${request.url} failed:`, error);
      if (response.headersSent) response.destroy();
      else send(response, failure(app, error));
    }
  };
}

function failure(app: App, error: unknown): Reply {
  if (error instanceof BodyTooLarge)
    return { ...plain(413, "The request is too large.\n"), headers: { connection: "close" } };
  const text = html`<p>The database or the auth server did not answer. Nothing was changed. Try again in a moment.</p>`;
  return layout({ app, user: null }, "This did not work", text, 503);
}

async function answer(app: App, request: IncomingMessage): Promise<Reply> {
  // Only the path and query: an absolute request target must not choose another origin.
  const url = new URL(
    (request.url ?? "/").replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/^\/{2,}/, "/"),
    app.config.origin,
  );
  const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
  const file = method === "GET" ? staticFile(url.pathname) : undefined;
  if (file) return file;
  if (url.pathname === "/health") return app.ready() ? plain(200, "ready\n") : plain(503, "starting\n");
  if (!app.ready()) return { ...plain(503, "The app is starting.\n"), headers: { "retry-after": "1" } };

  const body = await readBody(request);
  if (url.pathname.startsWith("/api/auth/")) return passToAuth(app.auth, request, url, body);

  const route = routes[`${method} ${url.pathname}`];
  if (method === "POST" && !isOwnForm(app, request)) return plain(403, "This form was sent from another site.\n");
  const session = await app.auth.api.getSession({ headers: authHeaders(request) });
  const context: Context = {
    app,
    request,
    url,
    user: session?.user ?? null,
    form: new URLSearchParams(body.toString()),
  };
  if (!route) return layout(context, "Not found", html`<p>There is no page at this address.</p>`, 404);
  return route(context);
}

/** Browsers send Origin with every POST; one that is foreign or missing did not come from a page of this app. */
function isOwnForm(app: App, request: IncomingMessage): boolean {
  return app.config.origins.includes(request.headers.origin ?? "");
}
