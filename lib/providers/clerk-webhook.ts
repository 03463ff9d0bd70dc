import { z } from "zod";
import type { ClerkCredentials } from "@/lib/providers/clerk-api";
import { changesOf } from "@/lib/providers/events";
import type { Webhook } from "@/lib/providers/types";
import { time } from "@/lib/providers/user";

/** Clerk's own schema lets a deletion leave out whom it is about; the next full compare finds it. */
const Nameless = z.object({ type: z.literal("user.deleted"), data: z.object({ id: z.never().optional() }) });
const OfInstance = z.object({ instance_id: z.string() });

/** The event's own `timestamp` says when it was made, not which state it tells of. https://clerk.com/docs/guides/development/webhooks/overview */
export const clerkWebhook = {
  scheme: { kind: "standard-webhooks" },
  secretFrom: "provider",
  instructions: [
    "Open Webhooks in the Clerk dashboard and add an endpoint with the address shown here.",
    "Subscribe it to user.created, user.updated and user.deleted.",
    "Copy the endpoint's signing secret, which begins with whsec_, and paste it here.",
  ],
  parse: (body, projectId) => {
    if (Nameless.safeParse(body).success) return [];
    const changes = changesOf("Clerk", body, ({ updated_at }) => time(updated_at));
    return OfInstance.safeParse(body).data?.instance_id === projectId ? changes : [];
  },
} satisfies Webhook<ClerkCredentials>;
