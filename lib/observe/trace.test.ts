import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { receiveWebhook } from "@/lib/integrations/receive-webhook";
import { saveWebhookSecret } from "@/lib/integrations/webhook-secret";
import { type Counterpart, listen } from "@/lib/providers/fixtures/counterpart";
import { startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { applyChanges } from "@/lib/sync/apply-changes";
import { createConsole } from "@/test/console";
import { type Connected, connectProvider, walkToTheEnd } from "@/test/integration";
import { startOtlp } from "./otlp";
import { traced } from "./tracing";

type Sent = { traceId: string; spanId: string; parentSpanId?: string; name: string };
type Export = { resourceSpans: { resource: unknown; scopeSpans: { spans: Sent[] }[] }[] };

const secret = `whsec_${randomBytes(32).toString("base64")}`;
const exported: Export[] = [];
/** An OTLP receiver. https://opentelemetry.io/docs/specs/otlp/#otlphttp-request */
const receiver = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  if (request.url === "/v1/traces") exported.push(JSON.parse(Buffer.concat(parts).toString()));
  response.writeHead(200, { "content-type": "application/json" }).end("{}");
});

let stack: Counterpart;
let connected: Connected;
let otlp: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  await createConsole();
  [stack, otlp] = await Promise.all([startStackAuth(), listen(receiver)]);
  connected = await connectProvider("stack-auth", stack.credentials(stack.origin));
  await walkToTheEnd(connected.id);
  await saveWebhookSecret(connected.actor, connected.projectId, secret);
});
afterAll(async () => {
  await connected.end();
  await Promise.all([stack.stop(), otlp.stop()]);
});

async function deliver(eventId: string, userId: string) {
  const body = JSON.stringify({ type: "user.created", data: { id: userId } });
  const at = new Date();
  const signature = new Webhook(secret).sign(eventId, at, body);
  const headers = new Headers({
    "webhook-id": eventId,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": signature,
  });
  await (await receiveWebhook(connected.id, headers, Buffer.from(body)))();
}

/** Everything that `work` sends, one list of spans per trace. */
async function tracesOf(work: () => Promise<unknown>): Promise<Sent[][]> {
  exported.length = 0;
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", otlp.origin);
  const end = startOtlp();
  vi.unstubAllEnvs();
  await work();
  await end();
  const traces = new Map<string, Sent[]>();
  const scopes = exported.flatMap(({ resourceSpans }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans));
  for (const span of scopes.flatMap(({ spans }) => spans)) {
    traces.set(span.traceId, [...(traces.get(span.traceId) ?? []), span]);
  }
  return [...traces.values()];
}

it("a webhook and its row are one trace, even where one drain works several", async () => {
  const ids = await stack.addUsers(2);
  const traces = await tracesOf(async () => {
    for (const id of ids) await deliver(`event-${id}`, id);
    await applyChanges(connected.id);
  });
  const { rows } = await connected.target.query("select id from neon_auth.users_sync where id = any($1)", [ids]);
  expect(rows).toHaveLength(2);
  const fromWebhooks = traces.filter((spans) => spans.some(({ name }) => name === "webhook"));
  expect(fromWebhooks).toHaveLength(2);
  for (const spans of fromWebhooks) {
    expect(spans.map(({ name }) => name).sort()).toEqual(["provider.getUser", "settle", "target.write", "webhook"]);
    const root = spans.find(({ name }) => name === "webhook");
    expect(root?.parentSpanId).toBeFalsy();
    expect(new Set(spans.map(({ parentSpanId }) => parentSpanId).filter(Boolean))).toEqual(new Set([root?.spanId]));
  }
  expect(JSON.stringify(exported)).toContain('{"stringValue":"rollcall"}');
});

it("a delivery that comes again joins the trace of the first and is no second root", async () => {
  const [id = ""] = await stack.addUsers(1);
  const [spans = [], ...others] = await tracesOf(async () => {
    await deliver("again", id);
    await deliver("again", id);
  });
  expect(others).toEqual([]);
  expect(spans.filter(({ parentSpanId }) => !parentSpanId)).toHaveLength(1);
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
});

it("no name, e-mail address or secret leaves with a trace, and a failure says only as what", async () => {
  const { secretServerKey = "", projectId = "" } = stack.credentials(stack.origin);
  const signUp = await fetch(`${stack.origin}/api/v1/users`, {
    method: "POST",
    headers: {
      "x-stack-access-type": "server",
      "x-stack-project-id": projectId,
      "x-stack-secret-server-key": secretServerKey,
    },
    body: JSON.stringify({ display_name: "Ada Quill", primary_email: "ada@example.com" }),
  });
  const { id }: { id: string } = await signUp.json();
  const broken = new Error("could not write ada@example.com");
  await tracesOf(async () => {
    await deliver("private", id);
    await applyChanges(connected.id);
    await expect(traced("target.write", {}, () => Promise.reject(broken))).rejects.toBe(broken);
  });
  const { rows } = await connected.target.query("select name, email from neon_auth.users_sync where id = $1", [id]);
  expect(rows).toEqual([{ name: "Ada Quill", email: "ada@example.com" }]);
  const sent = JSON.stringify(exported);
  expect(sent).toContain('"message":"Error"');
  for (const word of ["Quill", "ada@", secret, secretServerKey]) expect(sent).not.toContain(word);
});
