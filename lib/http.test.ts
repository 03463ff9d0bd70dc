import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { requestJson } from "@/lib/http";
import { Throttled, withBudget } from "@/lib/http-budget";
import type { Pace } from "@/lib/http-pace";

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const json = { "content-type": "application/json" };
const schema = z.object({ ok: z.literal(true) });
let handler: Handler;
let origin: string;
const server = http.createServer((request, response) => handler(request, response));

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const answering = (status: number, headers: http.OutgoingHttpHeaders = json, body = '{"ok":true}') => {
  handler = (_request, response) => response.writeHead(status, headers).end(body);
};
const ask = (more: Partial<Parameters<typeof requestJson>[0]> = {}) =>
  requestJson({ name: "Acme", url: `${origin}/users?token=s3cret`, schema, ...more });
const failure = async (promise: Promise<unknown>): Promise<AppError> => {
  const error = await promise.catch((reason: unknown) => reason);
  if (!(error instanceof AppError)) throw new Error("expected an AppError", { cause: error });
  return error;
};

describe("requestJson", () => {
  it("sends method, headers and JSON, and gives status, headers and checked data", async () => {
    let seen = "";
    handler = async (request, response) => {
      for await (const part of request) seen += part;
      seen += ` ${request.method} ${request.headers["x-key"]} ${request.headers["content-type"]}`;
      response.writeHead(201, { ...json, "x-more": "yes" }).end('{"ok":true,"more":1}');
    };
    const answer = await ask({ method: "POST", headers: { "x-key": "k" }, body: { a: 1 } });
    expect(seen).toBe('{"a":1} POST k application/json');
    expect([answer.status, answer.headers["x-more"], answer.data]).toEqual([201, "yes", { ok: true }]);
  });

  it.each<[number, string]>([
    [401, "provider_refused"],
    [403, "provider_refused"],
    [400, "provider_refused"],
    [404, "provider_unavailable"],
    [408, "provider_unavailable"],
    [429, "provider_unavailable"],
    [500, "provider_unavailable"],
    [503, "provider_unavailable"],
  ])("turns a %i into %s, with words for a person and neither query nor body in them", async (status, code) => {
    answering(status, json, '{"error":"s3cret"}');
    const error = await failure(ask());
    expect([error.code, error.retryAfter]).toEqual([code, undefined]);
    expect(error.message).toContain(`Acme`);
    expect(error.meaning && error.remedy).toBeTruthy();
    expect(JSON.stringify([error.message, error.meaning, error.remedy])).not.toContain("s3cret");
  });

  it("returns an answer that the caller declared as no failure, and fails where it has another shape", async () => {
    const otherwise = { 404: z.object({ code: z.literal("GONE") }).transform(() => null) };
    answering(404, json, '{"code":"GONE"}');
    expect((await ask({ otherwise })).data).toBeNull();
    answering(404, json, '{"code":"NO_ROUTE"}');
    expect((await failure(ask({ otherwise }))).code).toBe("provider_unavailable");
    answering(404, { "content-type": "text/html" }, '{"code":"GONE"}');
    expect((await failure(ask({ otherwise }))).code).toBe("provider_unavailable");
  });

  it.each([
    [429, { "retry-after": "17" }, 17],
    [429, { "x-ratelimit-reset": "8" }, 8],
    [503, { "retry-after": "17" }, 17],
    [503, { "x-ratelimit-reset": "8" }, undefined],
  ])("passes on how long to wait: %i with %o", async (status, headers, seconds) => {
    answering(status, { ...json, ...headers });
    expect((await failure(ask())).retryAfter).toBe(seconds);
  });

  it("names the scope that a 403 asks for, and nothing else of it", async () => {
    answering(403, json, '{"message":"s3cret: insufficient scope, expected read:users"}');
    const error = await failure(ask());
    expect(error.message).toBe(
      "Acme refuses what Rollcall asks with these credentials. It answered 403 and asks for read:users.",
    );
  });

  it("follows no redirect, and names it without its query", async () => {
    let requests = 0;
    handler = (_request, response) => {
      requests++;
      response.writeHead(302, { location: "/elsewhere?token=s3cret" }).end();
    };
    const error = await failure(ask());
    expect([error.code, requests]).toEqual(["provider_refused", 1]);
    expect(error.message).toContain(`${origin}/elsewhere.`);
  });

  it.each<[string, http.OutgoingHttpHeaders, string]>([
    ["HTML", { "content-type": "text/html" }, "<html></html>"],
    ["JSON that does not say so", {}, '{"ok":true}'],
    ["broken JSON", json, '{"ok":tr'],
    ["another shape", json, '{"ok":false}'],
  ])("takes a 200 with %s for a failure", async (_what, headers, body) => {
    answering(200, headers, body);
    expect((await failure(ask())).code).toBe("provider_unavailable");
  });

  it("takes application/problem+json and a charset for JSON", async () => {
    answering(200, { "content-type": "application/problem+json; charset=utf-8" });
    expect((await ask()).status).toBe(200);
  });

  it("stops reading an answer that is too large, declared or not", async () => {
    handler = (_request, response) => {
      response.writeHead(200, json);
      const pump = () => {
        while (!response.destroyed && response.write(" ".repeat(65_536)));
        if (!response.destroyed) response.once("drain", pump);
      };
      pump();
    };
    const error = await failure(ask({ maxBytes: 1024 * 1024 }));
    expect([error.code, error.message]).toEqual(["provider_unavailable", "Acme answered with more than 1 MB."]);
  });

  it("gives up on a server that keeps silent, before or within its answer", async () => {
    handler = () => {};
    expect((await failure(ask({ timeoutMs: 200 }))).message).toBe("Acme did not answer within 0.2 s.");
    handler = (_request, response) => response.writeHead(200, json).write('{"ok"');
    expect((await failure(ask({ timeoutMs: 200 }))).message).toBe("Acme did not answer within 0.2 s.");
  });

  it("tells a reset, a closed port and an unknown host from an answer", async () => {
    handler = (request) => request.socket.resetAndDestroy();
    expect((await failure(ask())).code).toBe("provider_unavailable");
    expect((await failure(ask({ url: "http://127.0.0.1:1/" }))).message).toContain("ECONNREFUSED");
    expect((await failure(ask({ url: "http://nowhere.invalid/" }))).code).toBe("provider_unavailable");
  });

  it("opens no forbidden address, written as a name or as a number, and says so as something to act on", async () => {
    for (const host of ["169.254.169.254", "[fe80::1]", "0.0.0.0", "[::ffff:a9fe:a9fe]", "0xa9fea9fe"]) {
      const error = await failure(ask({ url: `http://${host}:1/latest/meta-data` }));
      expect([error.code, error.meaning]).toEqual(["provider_refused", "Your table stays as it is."]);
      expect(error.message).toContain("private or reserved");
    }
  });

  it("reaches a server by its name", async () => {
    answering(200);
    expect((await ask({ url: origin.replace("127.0.0.1", "localhost") })).data).toEqual({ ok: true });
  });
});

describe("within a budget", () => {
  /** Says these waits one after the other, and remembers what it was told. */
  const budget = (...waits: number[]) => {
    const learned: unknown[] = [];
    const take = async () => waits.shift() ?? 0;
    const learn = async (status: number, { retryAfter }: Pace) => void learned.push([status, retryAfter]);
    return { learned, within: <T>(work: () => Promise<T>) => withBudget({ take, learn }, work) };
  };

  it("sends nothing while the wait is long, and says how long", async () => {
    let requests = 0;
    handler = (_request, response) => {
      requests++;
      response.writeHead(200, json).end('{"ok":true}');
    };
    const error = await failure(budget(12).within(() => ask()));
    expect(error).toBeInstanceOf(Throttled);
    expect([error.code, error.retryAfter, requests]).toEqual(["provider_unavailable", 12, 0]);
  });

  it("sends again what a 429 refused, as soon as the budget lets it", async () => {
    const bodies: string[] = [];
    handler = async (request, response) => {
      for await (const part of request) bodies.push(String(part));
      const status = bodies.length === 1 ? 429 : 200;
      response.writeHead(status, { ...json, ...(status === 429 && { "retry-after": "2" }) }).end('{"ok":true}');
    };
    const { learned, within } = budget();
    expect((await within(() => ask({ method: "POST", body: 1 }))).data).toEqual({ ok: true });
    expect(bodies).toEqual(["1", "1"]);
    expect(learned).toEqual([
      [429, 2],
      [200, null],
    ]);
  });

  it("gives up on a server that answers nothing but 429, and repeats no other failure", async () => {
    const { learned, within } = budget();
    answering(429);
    expect(await failure(within(() => ask()))).toBeInstanceOf(Throttled);
    answering(500);
    expect((await failure(within(() => ask()))).code).toBe("provider_unavailable");
    expect(learned).toEqual([
      [429, null],
      [429, null],
      [429, null],
      [500, null],
    ]);
  });

  it("stays with its own work where several run at once", async () => {
    answering(200);
    const [one, two] = [budget(), budget(3)];
    const both = await Promise.allSettled([one.within(() => ask()), two.within(() => ask()), ask()]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect([one.learned.length, two.learned.length]).toEqual([1, 0]);
  });
});
