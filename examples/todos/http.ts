import type { IncomingMessage, ServerResponse } from "node:http";
import type { Html } from "./html";

export type Reply = {
  status: number;
  body: string | Buffer;
  type: string;
  headers?: Record<string, string | string[]>;
};

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export const page = (content: Html, status = 200): Reply => ({
  status,
  body: `<!doctype html>\n${content.text}`,
  type: "text/html; charset=utf-8",
  headers: { "content-security-policy": POLICY },
});

export const plain = (status: number, body: string): Reply => ({ status, body, type: "text/plain; charset=utf-8" });

/** 303: the browser asks for the next page with GET, so that a reload posts nothing twice. */
export const redirect = (location: string, cookies: string[] = []): Reply => ({
  ...plain(303, ""),
  headers: { location, "set-cookie": cookies },
});

export function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, {
    "content-type": reply.type,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    ...reply.headers,
  });
  response.end(response.req.method === "HEAD" ? undefined : reply.body);
}

export class BodyTooLarge extends Error {}

/** The whole body, at most 64 KiB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > 65_536) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
