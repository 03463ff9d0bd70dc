import { z } from "zod";
import { asAdmin, type BetterAuthCredentials } from "@/lib/providers/better-auth-session";
import { changesOf } from "@/lib/providers/events";
import type { Webhook } from "@/lib/providers/types";
import { time } from "@/lib/providers/user";

const path = "/rollcall/webhook";
const Done = z.unknown();
const NotThere = z.unknown().transform(() => null);

const snippet = (url: string) => `import { betterAuth } from "better-auth";
import { Webhook } from "standardwebhooks";

const signer = new Webhook("SIGNING_SECRET");

async function tellRollcall(type: string, user: { id: string; updatedAt: Date }) {
  // An update of many users names none of them.
  if (!user?.id) return;
  const id = crypto.randomUUID();
  const now = new Date();
  const body = JSON.stringify({ type, data: { id: user.id, updatedAt: user.updatedAt } });
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": signer.sign(id, now, body),
  };
  const signal = AbortSignal.timeout(3000);
  // Sent once: what gets lost here is found when Rollcall next compares all users.
  await fetch(${JSON.stringify(url)}, { method: "POST", headers, body, signal }).catch(() => {});
}

export const auth = betterAuth({
  // Your options stay as they are.
  databaseHooks: {
    user: {
      create: { after: (user) => tellRollcall("user.created", user) },
      update: { after: (user) => tellRollcall("user.updated", user) },
      delete: { after: (user) => tellRollcall("user.deleted", user) },
    },
  },
});
`;

/**
 * Better Auth itself sends nothing: code in the customer's app does, from the user hooks. A plug-in takes our address and
 * secret at `/rollcall/webhook`; where it is missing that path answers 404, and a person pastes the snippet.
 */
export const betterAuthWebhook = {
  scheme: { kind: "standard-webhooks" },
  secretFrom: "rollcall",
  instructions: [
    "Install the package standardwebhooks in your app.",
    "Add the code shown here to your Better Auth configuration, with the signing secret in its place.",
    "Deploy your app. From then on it sends every sign-up, change and deletion that goes through Better Auth.",
  ],
  snippet: (url) => ({ title: "Better Auth configuration", code: snippet(url) }),
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
