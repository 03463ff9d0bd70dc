import type { IncomingMessage, ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { callAuthServer, listen, signInAsRollcall, signUp, startTestApp, type TestApp } from "./test-app";

const secret = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
type Delivery = { id: string; type: string; userId: string; updatedAt: string };

let app: TestApp;
let token: string;
let receiver: Awaited<ReturnType<typeof listen>> | undefined;
/** Every attempt that carried a valid signature; anything else throws inside the receiver. */
let received: Delivery[] = [];
let answer: (attempt: number) => number | Promise<number>;

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request) body += chunk;
  const headers = request.headers as Record<string, string>;
  const event = new Webhook(secret).verify(body, headers) as { type: string; data: { id: string; updatedAt: string } };
  received.push({
    id: headers["webhook-id"] ?? "",
    type: event.type,
    userId: event.data.id,
    updatedAt: event.data.updatedAt,
  });
  response.writeHead(await answer(received.length)).end();
}

const of = (userId: string) => received.filter((delivery) => delivery.userId === userId);
const outboxSize = async () => (await app.pool.query(`select from "rollcallOutbox"`)).rowCount;
const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 50 });

async function register(): Promise<number> {
  received = [];
  answer = () => 200;
  receiver = await listen(receive);
  return (await callAuthServer(app, "/rollcall/webhook", { method: "PUT", token, body: { url: receiver.url, secret } }))
    .status;
}

beforeAll(async () => {
  app = await startTestApp();
  token = await signInAsRollcall(app);
});
afterEach(async () => {
  await callAuthServer(app, "/rollcall/webhook", { method: "DELETE", token });
  await receiver?.close();
});
afterAll(() => app.close());

test("a created, an updated and a deleted user are each delivered with a signature that verifies", async () => {
  expect(await register()).toBe(200);
  const person = await signUp(app);
  await callAuthServer(app, "/update-user", { token: person.token, body: { name: "Renamed" } });
  await callAuthServer(app, "/delete-user", { token: person.token, body: {} });
  await eventually(() => expect(of(person.id)).toHaveLength(3));
  expect(
    of(person.id)
      .map(({ type }) => type)
      .sort(),
  ).toEqual(["user.created", "user.deleted", "user.updated"]);
  expect(new Set(of(person.id).map(({ id }) => id)).size).toBe(3);
  for (const { updatedAt } of received) expect(new Date(updatedAt).toISOString()).toBe(updatedAt);
  await eventually(async () => expect(await outboxSize()).toBe(0));
});

test("an event that was refused is tried again under the same webhook-id", async () => {
  await register();
  answer = (attempt) => (attempt === 1 ? 503 : 200);
  const person = await signUp(app);
  await eventually(() => expect(of(person.id)).toHaveLength(2));
  expect(received[0]?.id).toBe(received[1]?.id);
  await eventually(async () => expect(await outboxSize()).toBe(0));
});

test("sign-ups work while the receiver is down, and every one is delivered once it is back", async () => {
  await register();
  const port = receiver?.port;
  await receiver?.close();
  const people = [await signUp(app), await signUp(app), await signUp(app)];
  expect(await outboxSize()).toBe(3);
  receiver = await listen(receive, port);
  await eventually(() =>
    expect(new Set(received.map(({ userId }) => userId))).toEqual(new Set(people.map(({ id }) => id))),
  );
  await eventually(async () => expect(await outboxSize()).toBe(0));
});

test("signing up does not wait for a receiver that does not answer", async () => {
  await register();
  let release = (_status: number) => {};
  answer = () => new Promise((resolve) => (release = resolve));
  const first = await signUp(app);
  await eventually(() => expect(of(first.id)).toHaveLength(1));
  const second = await signUp(app);
  expect(second.id).not.toBe("");
  answer = () => 200;
  release(200);
  await eventually(() => expect(of(second.id)).toHaveLength(1));
});

test.each([404, 410])("after %d from the receiver nothing more is sent or kept", async (status) => {
  await register();
  answer = () => status;
  await signUp(app);
  await eventually(async () => expect((await app.pool.query(`select from "rollcallEndpoint"`)).rowCount).toBe(0));
  await signUp(app);
  expect(received).toHaveLength(1);
  expect(await outboxSize()).toBe(0);
});

test("only an admin may register or remove the webhook", async () => {
  const person = await signUp(app);
  const body = { url: "https://elsewhere.example/hook", secret };
  for (const call of [{ method: "PUT", body }, { method: "DELETE" }]) {
    expect((await callAuthServer(app, "/rollcall/webhook", { ...call, token: person.token })).status).toBe(403);
    expect((await callAuthServer(app, "/rollcall/webhook", call)).status).toBe(401);
  }
});

test.each([
  { url: "file:///etc/passwd", secret },
  { url: "https://rollcall.example/hook", secret: "too short" },
])("a registration that could not work is refused: %j", async (body) => {
  expect((await callAuthServer(app, "/rollcall/webhook", { method: "PUT", token, body })).status).toBe(400);
});
