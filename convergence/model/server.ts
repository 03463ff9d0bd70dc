import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FaultKind } from "./faults";
import type { Raw, World } from "./world";

const pageSize = 3;
/** How far a stale list stays behind, in changes. */
const staleBy = 4;

export const ourProject = { id: "ours", name: "Ours" };
const otherProject = { id: "theirs", name: "Theirs" };

type Fault = FaultKind | "other" | undefined;
type Answer = { status: number; body: unknown };
type Page = { items: Raw[]; next: string | null };

const seen = (world: World, raw: Raw): Raw => ({ ...raw, seen: ++world.seen });

const stranger = (n: number): Raw => ({
  id: `stranger-${n}`,
  version: 0,
  name: "Stranger",
  email: "stranger@example.test",
  born: n,
  seen: 0,
});

/** `met`: the list from the cursor's user on, empty where that one is gone. `opaque`: those born after the cursor. */
function pageAt(world: World, cursor: string | null, behind: number): Page {
  const all = world.list(behind);
  const isMet = world.style === "met";
  const start = cursor === null ? 0 : all.findIndex((raw) => (isMet ? raw.id === cursor : raw.born > Number(cursor)));
  const from = start < 0 ? all.length : start;
  const items = all.slice(from, from + pageSize);
  const last = items.at(-1);
  const isEnd = !last || from + pageSize >= all.length;
  return { items, next: isEnd ? null : String(isMet ? last.id : last.born) };
}

function listed(world: World, cursor: string | null, fault: Fault): Page {
  const page = pageAt(world, cursor, fault === "stale" ? staleBy : 0);
  if (fault === "empty") return { items: [], next: null };
  if (fault === "short") return { ...page, items: page.items.filter((_, n) => n % 2 === 0) };
  if (fault === "cut") return { items: page.items.slice(0, 1), next: null };
  if (fault === "repeat") return { items: page.items, next: cursor ?? page.next };
  return page;
}

function answer(world: World, url: URL, fault: Fault): Answer {
  const [, place, id] = url.pathname.split("/");
  const isOther = fault === "other";
  if (place === "project") return { status: 200, body: isOther ? otherProject : ourProject };
  if (place === "count") return { status: 200, body: { total: isOther ? 2 : world.list(0).length } };
  if (id === undefined) {
    if (isOther) return { status: 200, body: { items: [stranger(1), stranger(2)], next: null } };
    const page = listed(world, url.searchParams.get("cursor"), fault);
    if (fault !== "stale") world.shown(page.items);
    return { status: 200, body: { ...page, items: page.items.map((raw) => seen(world, raw)) } };
  }
  const { raw } = isOther ? { raw: null } : world.get(decodeURIComponent(id));
  return raw ? { status: 200, body: seen(world, raw) } : { status: 404, body: { code: "USER_NOT_FOUND" } };
}

const html = "<!doctype html><title>Be right back</title>";
const asHtml = { "content-type": "text/html" };

/** Answers that have nothing to do with the world. */
const canned: Record<string, { status: number; body: string; headers?: Record<string, string> }> = {
  "429": { status: 429, body: "{}" },
  "429-wait": { status: 429, body: "{}", headers: { "retry-after": "30" } },
  "500": { status: 500, body: "{}" },
  "503": { status: 503, body: "{}" },
  "401": { status: 401, body: "{}" },
  html: { status: 200, body: html, headers: asHtml },
  "html-404": { status: 404, body: html, headers: asHtml },
  shape: { status: 200, body: '{"data":{"nodes":[]}}' },
};

let lastAsk = "";

/** A fault befalls a request once: whoever sends the same again, as after a 429, is answered. */
function faultOf({ headers }: IncomingMessage): Fault {
  const { "x-fault": fault = "", "x-ask": ask = "" } = headers;
  const isAgain = ask === lastAsk;
  lastAsk = String(ask);
  return isAgain ? undefined : ((fault || undefined) as Fault);
}

function reply(world: World, request: IncomingMessage, response: ServerResponse): void {
  const fault = faultOf(request);
  if (fault === "timeout") return;
  if (fault === "reset") {
    request.socket.destroy();
    return;
  }
  const { status, body, headers } = canned[fault ?? ""] ?? told(world, request, fault);
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
}

function told(world: World, request: IncomingMessage, fault: Fault) {
  const { status, body } = answer(world, new URL(request.url ?? "/", "http://model"), fault);
  return { status, body: JSON.stringify(body), headers: undefined };
}

/** The model provider's HTTP side: what it answers follows from the world and from the fault that the request names. */
export async function startModel(world: () => World): Promise<{ origin: string; stop(): void }> {
  const server = createServer((request, response) => reply(world(), request, response));
  server.keepAliveTimeout = 600_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${port}`, stop };
}
