import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { Throttled, withBudget } from "@/lib/http-budget";
import { requestEvents } from "@/lib/http-events";

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

let handler: Handler;
let origin: string;
let ended: Promise<void>;
const server = http.createServer((request, response) => {
  ended = new Promise((resolve) => response.on("close", resolve));
  handler(request, response);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends these parts and leaves the stream open. */
const streaming = (...parts: string[]) => {
  handler = (_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    for (const part of parts) response.write(part);
  };
};
const ask = (quietMillis = 60_000) =>
  requestEvents({
    name: "Acme",
    url: `${origin}/events?token=s3cret`,
    quietMillis,
    isLast: ({ event }) => event === "end",
    otherwise: { 410: z.unknown().transform(() => null) },
  });
const idsOf = (events: Awaited<ReturnType<typeof ask>>) => events?.messages.map(({ id }) => id);

describe("requestEvents", () => {
  it("gives what a quiet stream has said, and closes it", async () => {
    streaming(":connected\n\nretry: 2000\n\n", 'event: user\nid: 1\ndata: {"a":', "1}\n\nid: 2\ndata: x\n\nid: 3\nda");
    const events = await ask(200);
    expect(events).toEqual({
      messages: [
        { event: "user", id: "1", data: '{"a":1}' },
        { event: undefined, id: "2", data: "x" },
      ],
      more: false,
    });
    await ended;
  });

  it.each([
    ["a message that says so", "event: end\nid: 2\ndata: x\n\n", ["1", "2"]],
    ["a comment that keeps an idle connection alive", ": heartbeat\n\n", ["1"]],
  ])("does not wait for silence after %s", async (_what, last, ids) => {
    streaming(":connected\n\n", "id: 1\ndata: x\n\n", last);
    const events = await ask();
    expect([idsOf(events), events?.more]).toEqual([ids, false]);
    await ended;
  });

  it("keeps what a stream said before it broke off, and says that there is more", async () => {
    handler = (request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("id: 1\ndata: x\n\n", () => setTimeout(() => request.socket.resetAndDestroy(), 50));
    };
    const events = await ask();
    expect([idsOf(events), events?.more]).toEqual([["1"], true]);
  });

  it("leaves a stream that does not end, and says that there is more", async () => {
    streaming("id: 1\ndata: x\n\n".repeat(600));
    const events = await ask();
    expect(events?.messages.length).toBeGreaterThanOrEqual(500);
    expect(events?.more).toBe(true);
    await ended;
  });

  it("refuses one message without an end", async () => {
    streaming(`data: ${"x".repeat(5_000_000)}`);
    await expect(ask()).rejects.toMatchObject({ code: "provider_unavailable" });
  });

  it.each<[string, Handler, string]>([
    ["a 401", (_, response) => response.writeHead(401).end(), "provider_refused"],
    ["a 500", (_, response) => response.writeHead(500).end("<html>"), "provider_unavailable"],
    [
      "JSON with a 200",
      (_, response) => response.writeHead(200, { "content-type": "application/json" }).end("{}"),
      "provider_unavailable",
    ],
    ["a connection that breaks off", (request) => request.socket.resetAndDestroy(), "provider_unavailable"],
  ])("fails as every request for %s", async (_what, answering, code) => {
    handler = answering;
    await expect(ask()).rejects.toMatchObject({ code, message: expect.not.stringContaining("s3cret") });
  });

  it("returns an answer that the caller declared as no failure", async () => {
    handler = (_request, response) => response.writeHead(410).end();
    expect(await ask()).toBeNull();
  });

  it("waits for its turn, and tells the budget of a 429", async () => {
    const learned: number[] = [];
    const budget = (seconds: number) => ({
      take: async () => seconds,
      learn: async (status: number) => void learned.push(status),
    });
    handler = (_request, response) => response.writeHead(429, { "retry-after": "17" }).end();
    await expect(withBudget(budget(0), () => ask())).rejects.toBeInstanceOf(Throttled);
    expect(learned).toEqual([429, 429, 429]);
    await expect(withBudget(budget(9), () => ask())).rejects.toMatchObject({ retryAfter: 9 });
  });
});
