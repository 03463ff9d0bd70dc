import type { Context } from "../app";
import { isLoopback } from "../config";
import { html } from "../html";
import type { Reply } from "../http";
import { connectPage } from "../pages/connect";
import { layout } from "../pages/layout";
import { machinePassword } from "../setup";

const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** The name in the Host header is loopback, so is the peer, so is the public origin, and no proxy stands between. */
function asksFromThisMachine({ app, request }: Context): boolean {
  const host = `http://${request.headers.host}`;
  const peer = request.socket.remoteAddress ?? "";
  const local = peer === "::1" || peer.replace("::ffff:", "").startsWith("127.");
  const direct = FORWARDED.every((name) => request.headers[name] === undefined);
  return (
    URL.canParse(host) &&
    isLoopback(new URL(host).hostname) &&
    local &&
    direct &&
    isLoopback(new URL(app.config.origin).hostname)
  );
}

/** Shows an admin's password, so only to someone who sits at the machine. */
export async function showConnect(context: Context): Promise<Reply> {
  if (asksFromThisMachine(context)) return connectPage(context, await machinePassword(context.app.pool));
  const text = html`<p>
    This page shows an admin’s password, so it is served only on the machine that runs the app. Elsewhere, read the password
    from the app’s own database, key <code>machine_password</code> in <code>app_settings</code>.
  </p>`;
  return layout(context, "Not served here", text, 403);
}
