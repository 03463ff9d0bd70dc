import type { APIRequestContext, APIResponse } from "@playwright/test";
import type pg from "pg";
import { Webhook } from "standardwebhooks";

export type Endpoint = { url: string; secret: string };

/** Where the demo app's auth server was told to send its events, read from its own database. */
export async function endpointOf(target: pg.Pool): Promise<Endpoint> {
  const { rows } = await target.query<Endpoint>(`select url, secret from public."rollcallEndpoint"`);
  const [endpoint] = rows;
  if (!endpoint) throw new Error("no webhook is registered at the demo app");
  return endpoint;
}

type Delivery = { id: string; type: string; userId: string; at?: Date; secret?: string };

/** One delivery as the provider would send it, or as somebody else would. */
export function deliver(request: APIRequestContext, endpoint: Endpoint, delivery: Delivery): Promise<APIResponse> {
  const { id, type, userId, at = new Date(), secret = endpoint.secret } = delivery;
  const data = JSON.stringify({ type, data: { id: userId } });
  return request.post(endpoint.url, {
    data,
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, at, data),
    },
  });
}
