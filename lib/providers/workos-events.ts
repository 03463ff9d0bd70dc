import { z } from "zod";
import { changesOf } from "@/lib/providers/events";
import type { Change, Feed, FeedPage } from "@/lib/providers/types";
import { time } from "@/lib/providers/user";
import { ask, type WorkosCredentials } from "@/lib/providers/workos-api";

export const userEvents = ["user.created", "user.updated", "user.deleted"];

const minute = 60_000;
/** Events are kept for 30 days; a position this old may stand before the oldest: https://workos.com/docs/events */
const trusted = 29 * 24 * 60 * minute;
/** More than our clock may be ahead of theirs. */
const margin = 5 * minute;

const Event = z.looseObject({ id: z.string().min(1), event: z.string(), data: z.unknown() });
const Page = z.object({
  data: z.array(Event.extend({ created_at: z.string() })),
  list_metadata: z.object({ after: z.string().nullable() }),
});
/** The last event read and its time; before there was any, the time to read from. */
const Position = z.object({ after: z.string().nullable(), at: z.iso.datetime() });
const UnknownEvent = z.object({ message: z.string() }).transform(() => null);

/** Reads `{ id, event, data }`, the one shape of webhooks and feed. https://workos.com/docs/events */
export function eventChanges(body: unknown): Change[] {
  const { data: sent } = Event.safeParse(body);
  const changes = changesOf("WorkOS", { type: sent?.event, data: sent?.data }, ({ updated_at }) => time(updated_at));
  return changes.map((change) => ({ ...change, eventId: sent?.id }));
}

async function poll(credentials: WorkosCredentials, position: string): Promise<FeedPage | null> {
  const { after, at } = Position.parse(JSON.parse(position));
  if (Date.parse(at) < Date.now() - trusted) return null;
  const from: Record<string, string> = after === null ? { range_start: at } : { after };
  // Hosted WorkOS is oldest first whatever is asked; the CLI's emulator has to be asked, and gives every kind of event.
  const query = new URLSearchParams({ events: userEvents.join(","), order: "asc", limit: "100", ...from });
  const page = await ask(credentials, `/events?${query}`, {
    schema: Page,
    otherwise: after === null ? {} : { 400: UnknownEvent, 404: UnknownEvent },
  });
  if (!page) return null;
  const last = page.data.at(-1);
  return {
    changes: page.data.flatMap(eventChanges),
    position: last ? JSON.stringify({ after: last.id, at: time(last.created_at) ?? at }) : position,
    more: last !== undefined && page.list_metadata.after !== null,
  };
}

/** By time to the newest event: its id is not asked for, as hosted WorkOS has no order that begins with it. */
async function start(credentials: WorkosCredentials): Promise<string | null> {
  let position = JSON.stringify({ after: null, at: new Date(Date.now() - margin).toISOString() });
  for (;;) {
    const page = await poll(credentials, position);
    if (!page) return null;
    if (!page.more || page.position === position) return page.position;
    position = page.position;
  }
}

/**
 * New events are held back for some seconds, so that none comes to stand before a position: no webhook may move it.
 * https://workos.com/docs/reference/events
 */
export const workosFeed = { start, poll } satisfies Feed<WorkosCredentials>;
