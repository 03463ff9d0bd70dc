import { and, desc, eq, inArray, ne, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { differences, integrations, runs } from "@/db/schema";

export type Run = typeof runs.$inferSelect;

const ended: Run["state"][] = ["equal", "repaired", "incomplete"];

/** Starts a walk unless one is running, which is then returned instead. A delta walk gives way to any other. */
export async function startRun(
  integrationId: string,
  kind: "backfill" | "reconcile",
  trigger: Run["trigger"],
  startedBy?: string,
): Promise<Run> {
  await cancelDelta(integrationId);
  return insertRun({ integrationId, kind, trigger, startedBy });
}

/** Starts a walk over the users changed since `since`, unless any walk is running, which is then returned instead. */
export const startDelta = (integrationId: string, since: Date): Promise<Run> =>
  insertRun({ integrationId, kind: "delta", trigger: "schedule", since });

async function insertRun(values: typeof runs.$inferInsert): Promise<Run> {
  const [started] = await db().insert(runs).values(values).onConflictDoNothing().returning();
  const run = started ?? (await findRunningRun(values.integrationId));
  // The running one ended between the two statements.
  return run ?? insertRun(values);
}

const cancelDelta = (integrationId: string) =>
  db()
    .update(runs)
    .set({ state: "cancelled", reason: "A full compare took its place.", finishedAt: new Date() })
    .where(and(eq(runs.integrationId, integrationId), eq(runs.state, "running"), eq(runs.kind, "delta")));

/** Starts a verify unless any run is running, which is then returned instead. A delta walk gives way to it. */
export async function startVerify(integrationId: string, startedBy: string): Promise<Run> {
  await cancelDelta(integrationId);
  return insertRun({ integrationId, kind: "verify", trigger: "person", startedBy });
}

/**
 * The walk that answers the waiting changes up to `upTo` on its way: the one under way, or a new one. Returns its id; null
 * while a verify runs, which writes nothing and so answers nobody.
 */
export async function answerBacklog(integrationId: string, upTo: number): Promise<string | null> {
  const { id } = await startRun(integrationId, "reconcile", "backlog");
  const answering = await db()
    .update(runs)
    .set({ answers: sql`greatest(${runs.answers}, ${upTo})` })
    .where(and(eq(runs.id, id), ne(runs.kind, "verify")))
    .returning({ id: runs.id });
  return answering[0]?.id ?? null;
}

export async function findRun(id: string): Promise<Run | undefined> {
  const [run] = await db().select().from(runs).where(eq(runs.id, id));
  return run;
}

export async function findRunningRun(integrationId: string): Promise<Run | undefined> {
  const [run] = await db()
    .select()
    .from(runs)
    .where(and(eq(runs.integrationId, integrationId), eq(runs.state, "running")));
  return run;
}

/** Whether a run says something about all rows: a full walk, and a verify that found differences or none at all. */
const isTelling = or(
  inArray(runs.kind, ["backfill", "reconcile"]),
  and(
    eq(runs.kind, "verify"),
    or(
      eq(runs.state, "equal"),
      sql`${runs.state} = 'incomplete' and exists (select 1 from ${differences} where ${differences.runId} = ${runs.id})`,
    ),
  ),
);

/** The last run that says something about all rows. */
export async function findLastRun(integrationId: string): Promise<Run | undefined> {
  const [run] = await db()
    .select()
    .from(runs)
    .where(and(eq(runs.integrationId, integrationId), ne(runs.state, "running"), isTelling))
    .orderBy(desc(runs.startedAt))
    .limit(1);
  return run;
}

/** For a lateral join to `integrations`: the run that is under way. */
export const runningBeside = () =>
  db()
    .select({ kind: runs.kind })
    .from(runs)
    .where(and(eq(runs.integrationId, integrations.id), eq(runs.state, "running")))
    .as("running_run");

/** For a lateral join to `integrations`: what `findLastRun` finds for one. */
export const lastBeside = () =>
  db()
    .select({ kind: runs.kind, state: runs.state, reason: runs.reason })
    .from(runs)
    .where(and(eq(runs.integrationId, integrations.id), ne(runs.state, "running"), isTelling))
    .orderBy(desc(runs.startedAt))
    .limit(1)
    .as("last_run");

/** The last verify that has ended, however it did. */
export async function findLastVerify(integrationId: string): Promise<Run | undefined> {
  const [run] = await db()
    .select()
    .from(runs)
    .where(and(eq(runs.integrationId, integrationId), ne(runs.state, "running"), eq(runs.kind, "verify")))
    .orderBy(desc(runs.startedAt))
    .limit(1);
  return run;
}

/** When the last walk that came to its end began: whoever changed before was met by it. A verify stores nobody. */
export async function lastWalkedFrom(integrationId: string): Promise<Date | undefined> {
  const [run] = await db()
    .select({ startedAt: runs.startedAt })
    .from(runs)
    .where(and(eq(runs.integrationId, integrationId), inArray(runs.state, ended), ne(runs.kind, "verify")))
    .orderBy(desc(runs.startedAt))
    .limit(1);
  return run?.startedAt;
}

/** The last walk over every user that came to its end: it tells how many pages there are. */
export async function findLastWalk(integrationId: string): Promise<Run | undefined> {
  const [run] = await db()
    .select()
    .from(runs)
    .where(
      and(
        eq(runs.integrationId, integrationId),
        inArray(runs.state, ended),
        inArray(runs.kind, ["backfill", "reconcile"]),
      ),
    )
    .orderBy(desc(runs.startedAt))
    .limit(1);
  return run;
}

type Progress = Partial<Pick<Run, "cursor" | "phase" | "firstFloor" | "expected">> &
  Partial<Record<"pages" | "seen" | "written" | "deleted" | "parked" | "held", number>>;

/** Moves a running run forward: counts are added, the rest is set. */
export async function saveProgress(
  id: string,
  { pages, seen, written, deleted, parked, held, ...set }: Progress,
): Promise<void> {
  const counts = { pages, seen, written, deleted, parked, held };
  const added = Object.entries(counts).flatMap(([name, by]) =>
    by ? [[name, sql`${runs[name as keyof typeof counts]} + ${by}`] as const] : [],
  );
  await db()
    .update(runs)
    .set({ ...set, ...Object.fromEntries(added), progressAt: new Date() })
    .where(and(eq(runs.id, id), eq(runs.state, "running")));
}

/** Counts what was sent to the provider for a run, also where the step failed. */
export const addRequests = (id: string, requests: number) =>
  db()
    .update(runs)
    .set({ requests: sql`${runs.requests} + ${requests}` })
    .where(eq(runs.id, id));

/** Sends a running walk back to its first page. */
export async function restartRunningRun(integrationId: string): Promise<void> {
  await db()
    .update(runs)
    .set({ cursor: null, phase: "pages", firstFloor: null })
    .where(and(eq(runs.integrationId, integrationId), eq(runs.state, "running")));
}

/** Ends a run once. False: it had ended before. What a verify only suspects is forgotten. */
export async function finishRun(
  id: string,
  state: Exclude<Run["state"], "running">,
  reason?: string,
): Promise<boolean> {
  const ended = await db()
    .update(runs)
    .set({ state, reason, finishedAt: new Date() })
    .where(and(eq(runs.id, id), eq(runs.state, "running")))
    .returning({ id: runs.id });
  if (state === "failed" || state === "cancelled") await db().delete(differences).where(eq(differences.runId, id));
  return ended.length > 0;
}
