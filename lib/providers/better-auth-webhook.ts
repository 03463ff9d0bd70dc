import { z } from "zod";
import { asAdmin, type BetterAuthCredentials } from "@/lib/providers/better-auth-session";
import { changesOf } from "@/lib/providers/events";
import type { Webhook } from "@/lib/providers/types";
import { time } from "@/lib/providers/user";

const path = "/rollcall/webhook";
const Done = z.unknown();
const NotThere = z.unknown().transform(() => null);

/**
 * Better Auth itself sends nothing: a small plug-in in the customer's app does, from the user hooks, and takes our
 * address and secret at `/rollcall/webhook`. Where the plug-in is missing that path answers 404.
 */
export const betterAuthWebhook = {
  scheme: { kind: "standard-webhooks" },
  secretFrom: "rollcall",
  instructions: [
    "Add the Rollcall plug-in to your Better Auth configuration.",
    "Deploy your app, then disconnect and connect again: Rollcall registers itself at the plug-in.",
    "From then on your app sends every sign-up, change and deletion.",
  ],
  parse: (body) => changesOf("Better Auth", body, ({ updatedAt }) => time(updatedAt)),
  register: async (credentials, endpoint) => {
    const registered = await asAdmin(credentials, path, {
      method: "PUT",
      body: endpoint,
      schema: Done.transform(() => ({ id: path })),
      otherwise: { 404: NotThere },
    });
    return registered;
  },
  unregister: async (credentials) => {
    await asAdmin(credentials, path, { method: "DELETE", schema: Done, otherwise: { 404: NotThere } });
  },
} satisfies Webhook<BetterAuthCredentials>;
