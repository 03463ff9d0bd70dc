import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire, Module } from "node:module";
import { NextRequest } from "next/server";

const current = new AsyncLocalStorage<NextRequest>();
const require = createRequire(import.meta.url);

function now(): NextRequest {
  const request = current.getStore();
  if (!request) throw new Error("outside of a request");
  return request;
}

// next-auth requires next/headers when it is called, outside of what vitest can mock; so what it finds is put there.
const file = require.resolve("next/headers");
const stub = new Module(file);
stub.exports = { headers: async () => now().headers, cookies: async () => now().cookies };
stub.loaded = true;
require.cache[file] = stub;

/** Runs `work` as Next would run a route or a page for this request: `headers()` and `cookies()` are the request's. */
export function inRequest<T>(url: string, init: RequestInit, work: (request: NextRequest) => Promise<T>): Promise<T> {
  const { signal: _, ...rest } = init;
  const request = new NextRequest(url, rest);
  return current.run(request, () => work(request));
}
