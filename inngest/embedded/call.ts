import { createHmac } from "node:crypto";
import canonicalize from "canonicalize";
import { origin, signingKey } from "@/inngest/embedded/options";
import type { Call } from "@/inngest/embedded/queue";

/** What `serve()` of inngest/next returns, as far as it is needed here. */
export type Handlers = {
  POST(request: Request, response: unknown): Promise<Response>;
  PUT(request: Request, response: unknown): Promise<Response>;
};
export type Reply = { status: number; headers: Headers; body: unknown };

/** Drives the SDK's own handlers, in process and signed: the same protocol that an Inngest server speaks. */
export type Caller = {
  /** In-band sync: the functions' configuration. */
  sync(): Promise<unknown>;
  /** Runs a function up to its next step, or one planned step of it. */
  run(call: Call, maxAttempts: number): Promise<Reply>;
};

function sign(body: unknown): string {
  const at = Math.floor(Date.now() / 1000);
  const digest = createHmac("sha256", signingKey())
    .update(canonicalize(body) ?? "")
    .update(String(at))
    .digest("hex");
  return `t=${at}&s=${digest}`;
}

function request(
  method: "POST" | "PUT",
  query: Record<string, string>,
  body: unknown,
  headers: Record<string, string>,
) {
  const url = `${origin}api/inngest?${new URLSearchParams(query)}`;
  const signed = { "content-type": "application/json", "x-inngest-signature": sign(body), ...headers };
  return new Request(url, { method, headers: signed, body: JSON.stringify(body) });
}

/** `load` is asked for the handlers before each call, so that edited functions take effect in development. */
export const createCaller = (load: () => Promise<Handlers>): Caller => ({
  async sync() {
    const { PUT } = await load();
    const body = { url: `${origin}api/inngest` };
    const response = await PUT(request("PUT", {}, body, { "x-inngest-sync-kind": "in_band" }), undefined);
    if (!response.ok) throw new Error(`The functions did not sync: ${await response.text()}`);
    return response.json();
  },
  async run({ job, run }, maxAttempts) {
    const { POST } = await load();
    const body = {
      version: 2,
      event: run.event,
      events: [run.event],
      steps: run.steps,
      ctx: {
        run_id: run.id,
        attempt: job.attempt,
        max_attempts: maxAttempts,
        disable_immediate_execution: run.parallel,
        use_api: false,
        stack: { stack: run.stack, current: run.stack.length },
      },
    };
    const response = await POST(
      request("POST", { fnId: run.functionId, stepId: job.stepId ?? "step" }, body, {}),
      undefined,
    );
    return { status: response.status, headers: response.headers, body: await response.json() };
  },
});
