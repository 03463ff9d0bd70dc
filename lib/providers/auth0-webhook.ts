import { z } from "zod";
import { type Auth0Credentials, askAuth0 } from "@/lib/providers/auth0-api";
import { eventTypes, readEvent } from "@/lib/providers/auth0-events";
import type { Webhook } from "@/lib/providers/types";

const Registered = z.object({ id: z.string().min(1) });
const Stream = z.object({ status: z.string() });
const Done = z.unknown();
const Nothing = z.unknown().transform(() => null);

const streamPath = (id: string) => `/event-streams/${encodeURIComponent(id)}`;

/** A tenant is named by the first label of its own domain. */
const tenantOf = (domain: string): string => domain.split(".", 1)[0] ?? "";

/**
 * An event stream of the tenant. It signs nothing, and stops after some failed deliveries.
 * https://auth0.com/docs/customize/events/create-an-event-stream
 */
export const auth0Webhook = {
  scheme: { kind: "shared-secret", header: "authorization", prefix: "Bearer " },
  secretFrom: "rollcall",
  instructions: [
    "Open Event Streams in the Auth0 dashboard and create one of the type Webhook.",
    "Enter the address shown here as its endpoint.",
    "Choose Bearer Token as authentication, and paste the secret shown here as the token.",
    "Select user.created, user.updated and user.deleted, then save.",
  ],
  parse: (body, projectId) => {
    const { tenant, changes } = readEvent(body);
    return tenant === tenantOf(projectId) ? changes : [];
  },
  register: (credentials, { url, secret }) =>
    askAuth0(credentials, "/event-streams", {
      method: "POST",
      body: {
        name: `Rollcall ${url.split("/").at(-1)}`,
        subscriptions: eventTypes.map((event_type) => ({ event_type })),
        destination: {
          type: "webhook",
          configuration: { webhook_endpoint: url, webhook_authorization: { method: "bearer", token: secret } },
        },
      },
      schema: Registered,
      otherwise: { 403: Nothing },
    }),
  unregister: async (credentials, { id }) => {
    await askAuth0(credentials, streamPath(id), { method: "DELETE", schema: Done, otherwise: { 404: Nothing } });
  },
  revive: async (credentials, { id }) => {
    const { status } = await askAuth0(credentials, streamPath(id), { schema: Stream });
    if (status === "enabled") return false;
    await askAuth0(credentials, streamPath(id), { method: "PATCH", body: { status: "enabled" }, schema: Stream });
    return true;
  },
} satisfies Webhook<Auth0Credentials>;
