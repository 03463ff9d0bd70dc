import { z } from "zod";
import { AppError } from "@/lib/errors";
import { askOkta, NotFound, type OktaCredentials } from "@/lib/providers/okta-api";
import { changesIn, LogEvent } from "@/lib/providers/okta-log";
import type { Webhook, WebhookRegistration } from "@/lib/providers/types";

/** Of the types marked `event-hook-eligible`, those that change a user. https://developer.okta.com/docs/reference/api/event-types/ */
const eventTypes = [
  ...["create", "activate", "reactivate", "deactivate", "suspend", "unsuspend", "delete.initiated"].map(
    (type) => `user.lifecycle.${type}`,
  ),
  ...["update_profile", "update_password", "reset_password", "lock", "unlock", "unlock_by_admin"].map(
    (type) => `user.account.${type}`,
  ),
];

const Delivery = z.looseObject({ data: z.looseObject({ events: z.array(LogEvent) }) });
const Hook = z.looseObject({ id: z.string().min(1), status: z.string(), verificationStatus: z.string() });
const Done = z.unknown().transform(() => null);

const post = (credentials: OktaCredentials, path: string, body?: unknown) =>
  askOkta(credentials, `/api/v1/eventHooks${path}`, { right: "hooks", method: "POST", body, schema: Hook });

const pathOf = ({ id }: WebhookRegistration) => `/${encodeURIComponent(id)}`;

/** Has Okta ask our endpoint by GET; a 400 where it did not get the right answer within 3 s, twice. */
const verify = (credentials: OktaCredentials, hook: WebhookRegistration) =>
  post(credentials, `${pathOf(hook)}/lifecycle/verify`);

const isRefused = (error: unknown) => error instanceof AppError && error.code === "provider_refused";

async function register(credentials: OktaCredentials, endpoint: { url: string; secret: string }) {
  const authScheme = { type: "HEADER", key: "authorization", value: endpoint.secret };
  const created = await post(credentials, "", {
    name: "Rollcall",
    events: { type: "EVENT_TYPE", items: eventTypes },
    channel: { type: "HTTP", version: "1.0.0", config: { uri: endpoint.url, headers: [], authScheme } },
  }).catch(nullIfRefused);
  if (!created) return null;
  const { id } = created.data;
  try {
    await verify(credentials, { id });
    return { id };
  } catch (error) {
    // Okta allows 25 of them: one that never delivers must not stay.
    await unregister(credentials, { id });
    return nullIfRefused(error);
  }
}

function nullIfRefused(error: unknown): null {
  if (isRefused(error)) return null;
  throw error;
}

/** Only an inactive one can be deleted. */
async function unregister(credentials: OktaCredentials, hook: WebhookRegistration): Promise<void> {
  const otherwise = { 404: NotFound };
  const path = `/api/v1/eventHooks${pathOf(hook)}`;
  const common = { right: "hooks", schema: Done, otherwise } as const;
  await askOkta(credentials, `${path}/lifecycle/deactivate`, { ...common, method: "POST" });
  await askOkta(credentials, path, { ...common, method: "DELETE" });
}

/** A hook delivers only while it is both active and verified. */
async function revive(credentials: OktaCredentials, hook: WebhookRegistration): Promise<boolean> {
  const path = `/api/v1/eventHooks${pathOf(hook)}`;
  const { data } = await askOkta(credentials, path, { right: "hooks", schema: Hook, otherwise: { 404: NotFound } });
  if (!data) {
    throw new AppError("provider_refused", "Rollcall's event hook is no longer there in Okta.", {
      meaning: "Changes are found by comparing only.",
      remedy: "Disconnect and connect again: Rollcall registers a new one.",
    });
  }
  const [isActive, isVerified] = [data.status === "ACTIVE", data.verificationStatus === "VERIFIED"];
  if (!isActive) await post(credentials, `${pathOf(hook)}/lifecycle/activate`);
  if (!isVerified) await verify(credentials, hook);
  return !isActive || !isVerified;
}

/**
 * Event hooks name their org by an address only, which may be any of its domains, so nothing tells one org's from
 * another's but the secret. https://developer.okta.com/docs/concepts/event-hooks/
 */
export const oktaWebhook = {
  scheme: { kind: "shared-secret", header: "authorization", prefix: "" },
  secretFrom: "rollcall",
  challenge: { header: "x-okta-verification-challenge", key: "verification" },
  instructions: [
    "Open Workflow, Event Hooks in the Okta Admin Console and create an event hook with the address shown here.",
    "Enter authorization as the authentication field, and the secret shown here as the authentication secret.",
    "Subscribe it to the user events: created, activated, deactivated, suspended, unsuspended, deleted, locked, unlocked, and changes of profile and password.",
    "Save it and choose Verify.",
  ],
  parse: (body) => {
    const { data: delivery } = Delivery.safeParse(body);
    if (!delivery) throw new AppError("invalid_input", "This is not an event as Okta sends it.");
    return changesIn(delivery.data.events);
  },
  register,
  unregister,
  revive,
} satisfies Webhook<OktaCredentials>;
