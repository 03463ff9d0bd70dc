import { and, asc, eq, gt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { Run } from "@/db/queries/runs";
import { changes, differences, runs } from "@/db/schema";

/** While the verify runs these are suspicions; once it has ended, differences. */
export type Difference = Pick<typeof differences.$inferSelect, "userId" | "kind" | "fields">;

const shape = { userId: differences.userId, kind: differences.kind, fields: differences.fields };
const of = (runId: string) => eq(differences.runId, runId);
const anyOf = (ids: string[]) =>
  sql`${differences.userId} in (select json_array_elements_text(${JSON.stringify(ids)}::json))`;

/** Every live row is suspected of being nobody's until the walk meets its user. A suspicion that is there stays. */
export async function suspectExtra(runId: string, ids: string[]): Promise<void> {
  await db().execute(sql`insert into ${differences} (run_id, user_id, kind)
    select ${runId}, value, 'extra' from json_array_elements_text(${JSON.stringify(ids)}::json) on conflict do nothing`);
}

/** What a page has shown: these users equal their rows, those do not, as far as a list can tell. */
export async function noteCompared(runId: string, equal: string[], unequal: Difference[]): Promise<void> {
  if (equal.length > 0)
    await db()
      .delete(differences)
      .where(and(of(runId), anyOf(equal)));
  if (unequal.length > 0) await upsert(db(), runId, unequal);
}

type Writer = Pick<ReturnType<typeof db>, "execute">;

const upsert = (on: Writer, runId: string, found: Difference[]) =>
  on.execute(sql`insert into ${differences} (run_id, user_id, kind, fields)
    select ${runId}, "userId", kind, fields
    from json_to_recordset(${JSON.stringify(found)}::json) as found("userId" text, kind text, fields text[])
    on conflict (run_id, user_id) do update set kind = excluded.kind, fields = excluded.fields`);

/** The ids of the next suspicions after `after` ("" to begin). */
export async function nextSuspicions(runId: string, after: string, limit: number): Promise<string[]> {
  const rows = await db()
    .select({ userId: differences.userId })
    .from(differences)
    .where(and(of(runId), gt(differences.userId, after)))
    .orderBy(asc(differences.userId))
    .limit(limit);
  return rows.map(({ userId }) => userId);
}

/** How many suspicions up to `upTo` have held. */
export async function countHeld(runId: string, upTo: string | null): Promise<number> {
  return upTo === null ? 0 : db().$count(differences, and(of(runId), sql`${differences.userId} <= ${upTo}`));
}

type Settled = {
  /** Suspicions that a fresh read and a fresh row have lifted. */
  lifted: string[];
  /** And those that have held. */
  held: Difference[];
  /** How many of the lifted could not be judged at all. */
  unjudged: number;
  upTo: string;
};

/** Settles suspicions up to an id, and moves the running run's checkpoint there: both or neither. */
export const settleSuspicions = (runId: string, { lifted, held, unjudged, upTo }: Settled): Promise<void> =>
  db().transaction(async (tx) => {
    const moved = await tx
      .update(runs)
      .set({ cursor: upTo, parked: sql`${runs.parked} + ${unjudged}`, progressAt: new Date() })
      .where(and(eq(runs.id, runId), eq(runs.state, "running")))
      .returning({ id: runs.id });
    if (moved.length === 0) return;
    if (lifted.length > 0) await tx.delete(differences).where(and(of(runId), anyOf(lifted)));
    if (held.length > 0) await upsert(tx, runId, held);
  });

type DifferenceCounts = { missing: number; changed: number; extra: number };

const counted = {
  missing: sql<number>`count(*) filter (where ${differences.kind} = 'missing')`.mapWith(Number),
  changed: sql<number>`count(*) filter (where ${differences.kind} = 'changed')`.mapWith(Number),
  extra: sql<number>`count(*) filter (where ${differences.kind} = 'extra')`.mapWith(Number),
};

export async function countDifferences(runId: string): Promise<DifferenceCounts> {
  const [row] = await db().select(counted).from(differences).where(of(runId));
  return row ?? { missing: 0, changed: 0, extra: 0 };
}

/** The first ones, by id. */
export const listDifferences = (runId: string, limit?: number): Promise<Difference[]> => {
  const all = db().select(shape).from(differences).where(of(runId)).orderBy(asc(differences.userId));
  return limit === undefined ? all : all.limit(limit);
};

/** `waiting`: differ, and have a change that waits for a read. `beyond`: suspicions behind as many as are kept. */
export type Tally = DifferenceCounts & { waiting: number; beyond: number; unjudged: number };
type Outcome = { state: "equal" | "incomplete"; reason: string | null };

/**
 * Ends a running verify, with the outcome that `judge` makes of its numbers: both or neither. What is left as differences
 * then replaces those of the verifies before it, unless nothing could be said. Null: it had ended before.
 */
export const concludeVerify = (runId: string, judge: (tally: Tally) => Outcome): Promise<Outcome | null> =>
  db().transaction(async (tx) => {
    const [run] = await tx.select().from(runs).where(eq(runs.id, runId)).for("update");
    if (run?.state !== "running") return null;
    const beyond = await tx
      .delete(differences)
      .where(and(of(runId), sql`${differences.userId} > ${run.cursor ?? ""}`))
      .returning({ id: differences.userId });
    const waiting = await tx
      .delete(differences)
      .where(and(of(runId), hasWaiting(run)))
      .returning({ id: differences.userId });
    const [counts = { missing: 0, changed: 0, extra: 0 }] = await tx.select(counted).from(differences).where(of(runId));
    const outcome = judge({ ...counts, waiting: waiting.length, beyond: beyond.length, unjudged: run.parked });
    await tx
      .update(runs)
      .set({ ...outcome, held: beyond.length, finishedAt: new Date() })
      .where(eq(runs.id, runId));
    const found = counts.missing + counts.changed + counts.extra;
    if (outcome.state === "equal" || found > 0) await tx.delete(differences).where(ofEarlier(run));
    return outcome;
  });

const hasWaiting = ({ integrationId }: Run) =>
  sql`exists (select 1 from ${changes} where ${changes.integrationId} = ${integrationId}
    and ${changes.state} = 'waiting' and ${changes.userId} = ${differences.userId})`;

const ofEarlier = ({ id, integrationId }: Run) =>
  sql`${differences.runId} in (select ${runs.id} from ${runs} where ${runs.integrationId} = ${integrationId} and ${runs.id} <> ${id})`;

const repairPrefix = "verify:";
const personPrefix = "console:";

/** The event id of the changes that repair what a verify has found. */
export const repairEvent = (runId: string): string => repairPrefix + runId;

/** The event id of a change that a person asks for in the console: of one user, now. */
export const personEvent = (): string => personPrefix + crypto.randomUUID();

/** Whether the row itself is to be compared, because somebody may have edited it: a verify found it, or a person asks. */
export const isRepair = ({ eventId }: { eventId: string }): boolean =>
  [repairPrefix, personPrefix].some((prefix) => eventId.startsWith(prefix));

/** What became of the repair of a verify's differences: how many changes it made, and how many of them still wait. */
export async function findRepair(integrationId: string, runId: string): Promise<{ changes: number; waiting: number }> {
  const [row] = await db()
    .select({
      changes: sql<number>`count(*)`.mapWith(Number),
      waiting: sql<number>`count(*) filter (where ${changes.state} = 'waiting')`.mapWith(Number),
    })
    .from(changes)
    .where(and(eq(changes.integrationId, integrationId), eq(changes.eventId, repairEvent(runId))));
  return row ?? { changes: 0, waiting: 0 };
}
