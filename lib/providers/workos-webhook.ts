import { z } from "zod";
import type { Webhook, WebhookRegistration } from "@/lib/providers/types";
import { ask, type WorkosCredentials } from "@/lib/providers/workos-api";
import { eventChanges, userEvents } from "@/lib/providers/workos-events";

const path = "/webhook_endpoints";

const Registered = z.object({ id: z.string().min(1), secret: z.string().min(1) });
const Endpoint = z.object({ id: z.string(), endpoint_url: z.string(), status: z.string().optional() });
const Endpoints = z.object({ data: z.array(Endpoint) });
const Done = z.unknown();
const NotThere = z.object({ message: z.string() });
const NotAllowed = z.unknown().transform(() => null);
const duplicate = "duplicate_endpoint";
const Duplicate = z.object({ code: z.literal(duplicate) }).transform(() => duplicate);

type Wanted = { url: string };

/** Null: this key may not register webhooks. */
const create = (credentials: WorkosCredentials, { url }: Wanted) =>
  ask<WebhookRegistration, null | string>(credentials, path, {
    method: "POST",
    body: { endpoint_url: url, events: userEvents },
    schema: Registered,
    otherwise: { 403: NotAllowed, 409: Duplicate },
  });

const list = async (credentials: WorkosCredentials) =>
  (await ask(credentials, `${path}?limit=100`, { schema: Endpoints })).data;

/** An address is registered once: an earlier attempt whose answer was lost stands in the way of the next. */
async function register(credentials: WorkosCredentials, endpoint: Wanted): Promise<WebhookRegistration | null> {
  const first = await create(credentials, endpoint);
  if (typeof first !== "string") return first;
  const inTheWay = (await list(credentials)).filter(({ endpoint_url }) => endpoint_url === endpoint.url);
  for (const one of inTheWay) await unregister(credentials, one);
  const second = await create(credentials, endpoint);
  return typeof second === "string" ? null : second;
}

async function unregister(credentials: WorkosCredentials, { id }: WebhookRegistration): Promise<void> {
  const request = { method: "DELETE", schema: Done, otherwise: { 404: NotThere } } as const;
  await ask(credentials, `${path}/${encodeURIComponent(id)}`, request);
}

/** WorkOS has no way to read a single endpoint; one that is gone ends as the 404 of the change. */
async function revive(credentials: WorkosCredentials, { id }: WebhookRegistration): Promise<boolean> {
  const endpoint = (await list(credentials)).find((one) => one.id === id);
  if (endpoint && endpoint.status !== "disabled") return false;
  const request = { method: "PATCH", body: { status: "enabled" }, schema: Done } as const;
  await ask(credentials, `${path}/${encodeURIComponent(id)}`, request);
  return true;
}

/** https://workos.com/docs/reference/webhooks, and for the signature https://workos.com/docs/events/data-syncing/webhooks */
export const workosWebhook = {
  scheme: { kind: "timestamped-hmac", header: "workos-signature", toleranceSeconds: 180 },
  secretFrom: "provider",
  instructions: [
    "Open Webhooks in the WorkOS dashboard and create an endpoint with the address shown here.",
    "Let it send user.created, user.updated and user.deleted.",
    "Copy the endpoint's signing secret and paste it here.",
  ],
  parse: eventChanges,
  register,
  unregister,
  revive,
} satisfies Webhook<WorkosCredentials>;
