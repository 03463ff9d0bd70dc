import { randomBytes } from "node:crypto";
import type { ClientOptions } from "inngest";
import { ulid } from "ulid";
import { z } from "zod";
import { db } from "@/db/client";
import { storeEvents } from "@/inngest/embedded/events";
import type { Registry } from "@/inngest/embedded/registry";

/** An address that cannot exist: nothing of the embedded engine travels over a network. */
export const origin = "http://embedded.invalid/";

// The client and the executor may be loaded by different module graphs of one process.
const shared = globalThis as typeof globalThis & { rollcallSigningKey?: string };

/** Signs the executor's calls. Made anew in every process, because calls never leave it. */
export function signingKey(): string {
  shared.rollcallSigningKey ??= randomBytes(32).toString("hex");
  return shared.rollcallSigningKey;
}

const sent = z.array(
  z.object({
    id: z.string().min(1).optional(),
    name: z.string(),
    data: z.record(z.string(), z.unknown()).nullish(),
    ts: z.number().optional(),
  }),
);

/** Stands in for the network: keeps what the SDK sends to `/e/<key>`, and has nothing else to offer. */
const embeddedFetch =
  (registry: () => Promise<Registry>): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (request.method !== "POST" || !pathname.startsWith("/e/")) {
      return Response.json({ error: "The embedded engine does not offer this." }, { status: 501 });
    }
    // The SDK sends again what seemed to fail, with the same seed: such events get the ids that they got before.
    const seed = request.headers.get("x-inngest-event-id-seed") ?? ulid();
    const events = sent.parse(await request.json()).map((event, n) => ({ ...event, id: event.id ?? `${seed},${n}` }));
    const ids = await storeEvents(db(), await registry(), events);
    return Response.json({ ids, status: 200 });
  };

/** Client options that keep the SDK inside this process. `registry` knows the functions that events may trigger. */
export const embeddedOptions = (registry: () => Promise<Registry>): Partial<ClientOptions> => ({
  isDev: false,
  baseUrl: origin,
  eventKey: "embedded",
  signingKey: signingKey(),
  fetch: embeddedFetch(registry),
});
