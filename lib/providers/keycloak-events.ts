import { createHash } from "node:crypto";
import { z } from "zod";
import { askAdmin, type KeycloakCredentials, realmPath } from "@/lib/providers/keycloak-admin";
import { readRealm } from "@/lib/providers/keycloak-realms";
import type { Change, Feed } from "@/lib/providers/types";

const pageSize = 500;
/** A longer backlog of events is told faster by a full compare. */
const mostEvents = 10_000;
/** An event is dated when its request begins, and seen when that is committed. */
const overlapMillis = 10_000;

const userEventTypes = ["REGISTER", "UPDATE_PROFILE", "UPDATE_EMAIL", "VERIFY_EMAIL", "DELETE_ACCOUNT"];
const operations: Record<string, Change["kind"]> = { CREATE: "created", UPDATE: "updated", DELETE: "deleted" };
const rank = { created: 0, updated: 1, deleted: 2 };

/** `key` knows an event met before; older servers give events no id. */
type Event = { time: number; key: string; eventId: string; change: Pick<Change, "userId" | "kind"> | null };

const digest = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("base64url");

const eventSchema = (changeOf: (raw: Record<string, unknown>) => Event["change"]) =>
  z.looseObject({ time: z.number(), id: z.string().optional() }).transform((raw): Event => {
    const eventId = raw.id ?? digest(raw);
    return { time: raw.time, eventId, key: digest(eventId).slice(0, 11), change: changeOf(raw) };
  });

/** `resourcePath` is `users/{id}`, and longer for a part of a user. What failed has an `error`. */
const AdminEvent = eventSchema(({ operationType, resourcePath, error }) => {
  const [, userId, part] = /^users\/([^/]+)(\/.*)?$/.exec(String(resourcePath)) ?? [];
  const kind = part ? "updated" : operations[String(operationType)];
  return userId && kind && !error ? { userId, kind } : null;
});

const UserEvent = eventSchema(({ type, userId, error }) => {
  if (typeof userId !== "string" || userId === "" || error) return null;
  return { userId, kind: type === "REGISTER" ? "created" : type === "DELETE_ACCOUNT" ? "deleted" : "updated" };
});

const several = (key: string, values: string[]) => values.map((value) => `${key}=${value}`).join("&");
const records = {
  admin: {
    path: `/admin-events?resourceTypes=USER&${several("operationTypes", Object.keys(operations))}`,
    Events: z.array(AdminEvent),
  },
  user: { path: `/events?${several("type", userEventTypes)}`, Events: z.array(UserEvent) },
};

/** How far one record was read: the newest time met, and the keys met of that time and shortly before. */
const Mark = z.object({ time: z.number(), keys: z.array(z.string()) });
type Mark = z.output<typeof Mark>;
/** `at`: when it was read, in milliseconds since 1970 by our own clock. */
const Position = z.object({ at: z.number(), admin: Mark, user: Mark });

type Reading = { events: Event[]; mark: Mark; isWhole: boolean };

/** Reads a record, which has its newest event first, back to a mark; to shortly before its newest event for null. */
async function readBack(
  credentials: KeycloakCredentials,
  { path, Events }: (typeof records)["admin" | "user"],
  mark: Mark | null,
): Promise<Reading> {
  const met = new Map<string, Event>();
  let since = mark && mark.time - overlapMillis;
  let isWhole = false;
  for (let first = 0; first < mostEvents && !isWhole; first += pageSize) {
    const asked = `${realmPath(credentials)}${path}&first=${first}&max=${pageSize}`;
    const { data: page } = await askAdmin(credentials, asked, { schema: Events });
    const from = since ?? (page[0]?.time ?? 0) - overlapMillis;
    since = from;
    for (const event of page) if (event.time >= from) met.set(event.key, event);
    isWhole = page.length < pageSize || page.some(({ time }) => time < from);
  }
  const time = [...met.values()].reduce((newest, event) => Math.max(newest, event.time), mark?.time ?? 0);
  const recent = [...met.values()].filter((event) => event.time >= time - overlapMillis);
  const known = new Set(mark?.keys);
  const events = [...met.values()].filter(({ key }) => !known.has(key));
  return { events, mark: { time, keys: recent.map(({ key }) => key) }, isWhole };
}

const Config = z.object({
  eventsEnabled: z.boolean().optional(),
  adminEventsEnabled: z.boolean().optional(),
  enabledEventTypes: z.array(z.string()).nullish(),
  eventsExpiration: z.number().nullish(),
});
const Forbidden = z.unknown().transform(() => null);

/** For how many milliseconds events are kept. Null where a record is not kept or not shown: half would pass for silence. */
async function keptMillis(credentials: KeycloakCredentials): Promise<number | null> {
  const path = `${realmPath(credentials)}/events/config`;
  const { data: config } = await askAdmin(credentials, path, { schema: Config, otherwise: { 403: Forbidden } });
  const types = config?.enabledEventTypes ?? userEventTypes;
  if (!config?.eventsEnabled || !config.adminEventsEnabled || !userEventTypes.every((type) => types.includes(type)))
    return null;
  const { attributes } = await readRealm(credentials);
  const limits = [config.eventsExpiration, attributes?.adminEventsExpiration].filter((seconds) => !!seconds);
  return Math.min(...limits.map((seconds) => Number(seconds) * 1000));
}

/** Oldest first; what happened to one user within a millisecond has only one order that makes sense. */
const inOrder = (events: Event[]): Change[] =>
  events
    .flatMap(({ time, eventId, change }) => (change ? [{ time, change: { ...change, updatedAt: null, eventId } }] : []))
    .sort((a, b) => a.time - b.time || rank[a.change.kind] - rank[b.change.kind])
    .map(({ change }) => change);

/** The realm's two records of events. https://www.keycloak.org/docs/latest/server_admin/#configuring-auditing-to-track-events */
export const keycloakFeed = {
  missing:
    "Switch on “Save events” for user events and for admin events under Realm settings, Events, with all event types, and give the client's service account the role view-events.",
  start: async (credentials) => {
    if ((await keptMillis(credentials)) === null) return null;
    const at = Date.now();
    const admin = await readBack(credentials, records.admin, null);
    const user = await readBack(credentials, records.user, null);
    return JSON.stringify({ at, admin: admin.mark, user: user.mark });
  },
  poll: async (credentials, position) => {
    const before = Position.parse(JSON.parse(position));
    const kept = await keptMillis(credentials);
    const at = Date.now();
    if (kept === null || at - before.at > kept) return null;
    const admin = await readBack(credentials, records.admin, before.admin);
    const user = await readBack(credentials, records.user, before.user);
    if (!admin.isWhole || !user.isWhole) return null;
    const changes = inOrder([...admin.events, ...user.events]);
    return { changes, position: JSON.stringify({ at, admin: admin.mark, user: user.mark }), more: false };
  },
} satisfies Feed<KeycloakCredentials>;
