import http from "node:http";
import type { AddressInfo } from "node:net";
import { idOf, indexOf, rawUser } from "./lib/users";

/** Speaks Stack Auth's server API over generated users: everything is serialised before the first request. */
const count = Number(process.argv[2]);
const project = JSON.stringify({ id: "bench", display_name: "Bench" });

/** All users in sign-up order, separated by commas; `starts[n]` is where the nth begins. */
const starts = new Float64Array(count + 1);
const all = serialise();
/** Users who have changed since. */
const changed = new Map<number, Buffer>();

function serialise(): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (let from = 0; from < count; from += 1000) {
    const texts: Buffer[] = [];
    for (let index = from; index < Math.min(count, from + 1000); index++) {
      const text = Buffer.from(`${JSON.stringify(rawUser(index))},`);
      starts[index] = at;
      at += text.length;
      texts.push(text);
    }
    parts.push(Buffer.concat(texts));
  }
  starts[count] = at;
  return Buffer.concat(parts);
}

const one = (index: number) => changed.get(index) ?? all.subarray(starts[index], (starts[index + 1] ?? 0) - 1);

function some(from: number, to: number): Buffer {
  if (changed.size === 0) return all.subarray(starts[from], Math.max(starts[from] ?? 0, (starts[to] ?? 0) - 1));
  const texts = Array.from({ length: to - from }, (_, n) => one(from + n).toString());
  return Buffer.from(texts.join(","));
}

const known = (id: string) => {
  const index = indexOf(id);
  return index < count && idOf(index) === id ? index : null;
};

/** `next_cursor` names the first user of the next page; a cursor that names nobody gives an empty end. */
function list(query: URLSearchParams): Buffer {
  const cursor = query.get("cursor");
  const from = cursor === null ? 0 : (known(cursor) ?? count);
  const to = Math.min(count, from + Number(query.get("limit")));
  const next = to < count ? `"${idOf(to)}"` : "null";
  const end = `],"is_paginated":true,"pagination":{"next_cursor":${next}}}`;
  return Buffer.concat([Buffer.from('{"items":['), some(from, to), Buffer.from(end)]);
}

function answer(url: URL): Buffer | string | null {
  if (url.pathname === "/api/v1/projects/current") return project;
  if (url.pathname === "/api/v1/users") return list(url.searchParams);
  const index = known(url.pathname.slice("/api/v1/users/".length));
  return index === null ? null : one(index);
}

const server = http.createServer((request, response) => {
  const body = answer(new URL(request.url ?? "/", "http://127.0.0.1"));
  response.writeHead(body === null ? 404 : 200, { "content-type": "application/json" });
  response.end(body ?? '{"code":"USER_NOT_FOUND","error":"User not found."}');
});
server.keepAliveTimeout = 60_000;

process.on("message", ({ touch, version }: { touch: number[]; version: number }) => {
  for (const index of touch) changed.set(index, Buffer.from(JSON.stringify(rawUser(index, version))));
  process.send?.("touched");
});

server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
