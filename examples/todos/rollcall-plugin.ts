import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from "better-auth/api";
import { z } from "zod";
import { createOutbox, type Outbox } from "./rollcall-outbox";

type Options = {
  /** Roles that may register the webhook; the same as the admin plugin's `adminRoles`. */
  adminRoles?: string[];
  /** Stops deliveries when the server shuts down. What is left goes out after the next start. */
  signal?: AbortSignal;
};

const registration = z.object({
  url: z.url({ protocol: /^https?$/ }),
  // Standard Webhooks: at least 24 bytes, https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
  secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/),
});

/** Two tables of the plugin's own; Better Auth's migrations make them. */
const schema = {
  rollcallEndpoint: {
    fields: {
      url: { type: "string" },
      secret: { type: "string", returned: false },
      createdAt: { type: "date" },
    },
  },
  rollcallOutbox: {
    fields: {
      type: { type: "string" },
      userId: { type: "string" },
      userUpdatedAt: { type: "date", required: false },
      attempts: { type: "number" },
      nextAttemptAt: { type: "date", index: true },
      createdAt: { type: "date" },
    },
  },
} satisfies BetterAuthPlugin["schema"];

function assertAdmin(user: Record<string, unknown>, adminRoles: string[]): void {
  const roles = typeof user.role === "string" ? user.role.split(",") : [];
  if (!roles.some((role) => adminRoles.includes(role.trim()))) throw new APIError("FORBIDDEN");
}

/**
 * A Better Auth plugin: tells Rollcall who has changed. Rollcall registers its webhook at `PUT /rollcall/webhook` with an
 * admin's session. From then on each created, updated or deleted user leaves a row in an outbox, and a loop posts the rows,
 * signed, in the background: signing up never waits for Rollcall, and what cannot be delivered now is delivered later.
 */
export function rollcall({ adminRoles = ["admin"], signal }: Options = {}) {
  let outbox: Outbox | undefined;
  return {
    id: "rollcall",
    schema,
    init(ctx) {
      const created = createOutbox(ctx.adapter, ctx.logger, signal);
      outbox = created;
      return {
        options: {
          databaseHooks: {
            user: {
              create: { after: (user) => created.add("user.created", user) },
              update: { after: (user) => created.add("user.updated", user) },
              delete: { after: (user) => created.add("user.deleted", user) },
            },
          },
        },
      };
    },
    endpoints: {
      registerRollcallWebhook: createAuthEndpoint(
        "/rollcall/webhook",
        { method: "PUT", body: registration, use: [sensitiveSessionMiddleware] },
        async (ctx) => {
          assertAdmin(ctx.context.session.user, adminRoles);
          await outbox?.register(ctx.body);
          return ctx.json({ success: true });
        },
      ),
      removeRollcallWebhook: createAuthEndpoint(
        "/rollcall/webhook",
        { method: "DELETE", use: [sensitiveSessionMiddleware] },
        async (ctx) => {
          assertAdmin(ctx.context.session.user, adminRoles);
          await outbox?.unregister();
          return ctx.json({ success: true });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
