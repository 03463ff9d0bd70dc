import { z } from "zod";
import { AppError } from "@/lib/errors";
import { askOkta, misled, nextAfter, type OktaCredentials, oktaError } from "@/lib/providers/okta-api";
import type { Change, Feed, FeedPage } from "@/lib/providers/types";

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/ */
export const LogEvent = z.looseObject({
  uuid: z.string().min(1),
  eventType: z.string(),
  target: z.array(z.unknown()).nullish(),
});
const TargetUser = z.looseObject({ id: z.string().min(1), type: z.literal("User") });

/** A deactivated user counts as gone. https://developer.okta.com/docs/reference/api/event-types/ */
const kinds: Record<string, Change["kind"]> = {
  "user.lifecycle.create": "created",
  "user.lifecycle.deactivate": "deleted",
  "user.lifecycle.delete.initiated": "deleted",
  "user.lifecycle.delete.completed": "deleted",
};

/** Whom events concern. An event has a time of its own, which is not the user's `lastUpdated`. */
export const changesIn = (events: z.output<typeof LogEvent>[]): Change[] =>
  events.flatMap(({ uuid, eventType, target }) =>
    (target ?? []).flatMap((each) => {
      const { data: user } = TargetUser.safeParse(each);
      return user ? [{ userId: user.id, kind: kinds[eventType] ?? "updated", updatedAt: null, eventId: uuid }] : [];
    }),
  );

const pageSize = 1000;
const retentionMillis = 90 * 86_400_000;
const filter = 'eventType sw "user.lifecycle" or eventType sw "user.account"';

/** `at`: when the position was the newest, as ISO 8601. `after`: Okta's cursor, once it has given one. */
const Position = z.object({ at: z.string(), after: z.string().nullable() });
const CursorRefused = oktaError().transform(() => null);

/**
 * Asked in ascending order and without an end, the log is read in the order of its writing, and always has a next page.
 * Null where Okta does not know the cursor.
 */
function read(credentials: OktaCredentials, { at, after }: z.output<typeof Position>) {
  const bound: Record<string, string> = after === null ? { since: at } : { after };
  const query = new URLSearchParams({ ...bound, filter, sortOrder: "ASCENDING", limit: String(pageSize) });
  return askOkta(credentials, `/api/v1/logs?${query}`, {
    right: "logs",
    schema: z.array(LogEvent),
    otherwise: after === null ? {} : { 400: CursorRefused },
  });
}

/** By Okta's clock where ours is ahead of it. */
async function start(credentials: OktaCredentials): Promise<string | null> {
  const now = Date.now();
  try {
    const { headers } = await read(credentials, { at: new Date(now).toISOString(), after: null });
    const theirs = Date.parse(String(headers.date)) + 1000 || now;
    return JSON.stringify({ at: new Date(Math.min(now, theirs)).toISOString(), after: null });
  } catch (error) {
    if (error instanceof AppError && error.code === "provider_refused") return null;
    throw error;
  }
}

async function poll(credentials: OktaCredentials, position: string): Promise<FeedPage | null> {
  const from = Position.parse(JSON.parse(position));
  // Past its retention the log answers as if nothing were missing.
  if (Date.now() - Date.parse(from.at) > retentionMillis) return null;
  const at = new Date().toISOString();
  const { data: events, headers } = await read(credentials, from);
  if (!events) return null;
  const after = nextAfter(credentials, headers);
  if (after === null) throw misled("Okta answered with a page of its log that names no next one.");
  return {
    changes: changesIn(events),
    position: after === from.after ? position : JSON.stringify({ at, after }),
    more: events.length > 0,
  };
}

/** https://developer.okta.com/docs/reference/system-log-query/#polling-requests */
export const oktaFeed = {
  start,
  poll,
  missing:
    "Grant the service app okta.logs.read with an admin role that may read the System Log, or use an API token of an admin who may.",
} satisfies Feed<OktaCredentials>;
