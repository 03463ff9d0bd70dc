import { z } from "zod";
import { AppError } from "@/lib/errors";
import { type Events, requestEvents } from "@/lib/http-events";
import { type Auth0Credentials, asApplication, name } from "@/lib/providers/auth0-api";
import { changesOf } from "@/lib/providers/events";
import type { Change, Feed, FeedPage } from "@/lib/providers/types";
import { time } from "@/lib/providers/user";

export const eventTypes = ["user.created", "user.updated", "user.deleted"];
const quietMillis = 1500;

const CloudEvent = z.looseObject({
  id: z.string().min(1),
  type: z.string(),
  a0tenant: z.string().optional(),
  data: z.looseObject({ object: z.looseObject({}) }),
});

/**
 * Reads one event; a webhook and the feed bring the same ones, with the same ids. Throws AppError `invalid_input` on a
 * foreign shape. https://auth0.com/docs/events
 */
export function readEvent(body: unknown): { tenant: string | undefined; changes: Change[] } {
  const { data: event } = CloudEvent.safeParse(body);
  const object = event?.data.object;
  const known = event && { type: event.type, data: { ...object, id: object?.user_id } };
  const changes = changesOf(name, known, ({ updated_at }) => time(updated_at));
  return { tenant: event?.a0tenant, changes: changes.map((change) => ({ ...change, ...ownOf(change, event?.id) })) };
}

/** A deletion repeats the user as it was: its time is that of the change before. */
const ownOf = ({ kind, updatedAt }: Change, eventId: string | undefined) => ({
  eventId,
  updatedAt: kind === "deleted" ? null : updatedAt,
});

const Nothing = z.unknown().transform(() => null);

/** https://auth0.com/docs/customize/events/consume-events-with-events-api */
const stream = (credentials: Auth0Credentials, position: string, nothing: number[]): Promise<Events | null> => {
  const types = eventTypes.map((type) => `event_type=${type}`).join("&");
  return asApplication<Events | null>(credentials, `/events?${types}&${position}`, (common) =>
    requestEvents({
      ...common,
      otherwise: { ...Object.fromEntries(nothing.map((status) => [status, Nothing])), ...common.otherwise },
      quietMillis,
      isLast: ({ event }) => event === "offset-only",
    }),
  );
};

/** A position is the part of the query that asks for what follows. */
const afterOffset = (from: string) => new URLSearchParams({ from }).toString();

/** Without an offset yet, everything since this moment follows. */
async function start(credentials: Auth0Credentials): Promise<string | null> {
  const sinceNow = new URLSearchParams({ from_timestamp: new Date().toISOString() }).toString();
  const answer = await stream(credentials, sinceNow, [403, 404]);
  const [first] = answer?.messages ?? [];
  if (answer && first?.event === "offset-only" && first.id) return afterOffset(first.id);
  return answer && sinceNow;
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("not JSON");
    return z.NEVER;
  }
});
const Failed = json.pipe(z.object({ error: z.object({ code: z.string() }) }));
const Carried = json.pipe(z.object({ event: z.unknown() }));
const forgotten = ["cursor_expired", "invalid_cursor"];

/** An offset that is malformed (400) or has expired (410) is lost. */
async function poll(credentials: Auth0Credentials, position: string): Promise<FeedPage | null> {
  const answer = await stream(credentials, position, [400, 410]);
  if (!answer) return null;
  const page: FeedPage = { changes: [], position, more: answer.more };
  for (const { event, id = "", data } of answer.messages) {
    if (event === "error") return page.position === position ? failed(data) : { ...page, more: true };
    if (event !== "offset-only") page.changes.push(...changesIn(data));
    if (id !== "") page.position = afterOffset(id);
  }
  return page;
}

const unreadable = (what: string, cause: unknown) =>
  new AppError("provider_unavailable", `${name} ${what}.`, {
    meaning: "Your table stays as it is.",
    remedy: "Rollcall tries again by itself.",
    cause,
  });

function changesIn(data: string): Change[] {
  try {
    return readEvent(Carried.parse(data).event).changes;
  } catch (cause) {
    throw unreadable("sent an event in a form that Rollcall does not know", cause);
  }
}

function failed(data: string): null {
  const code = Failed.safeParse(data).data?.error.code ?? "";
  if (forgotten.includes(code)) return null;
  throw unreadable("ended its stream of events with an error", code);
}

export const auth0Feed = {
  start,
  poll,
  missing: "Allow the application read:events on the Auth0 Management API.",
} satisfies Feed<Auth0Credentials>;
