import { and, desc, eq, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { runs } from "@/db/schema";

export type Run = typeof runs.$inferSelect;

/** Starts a walk unless one is running, which is then returned instead. */
export async function startRun(integrationId: string, kind: Run["kind"], trigger: Run["trigger"]): Promise<Run> {
  const [started] = await db().insert(runs).values({ integrationId, kind, trigger }).onConflictDoNothing().returning();
  const run = started ?? (await findRunningRun(integrationId));
  // The running one ended between the two statements.
  return run ?? startRun(integrationId, kind, trigger);
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

export async function findLastRun(integrationId: string): Promise<Run | undefined> {
  const [run] = await db()
    .select()
    .from(runs)
    .where(and(eq(runs.integrationId, integrationId), ne(runs.state, "running")))
    .orderBy(desc(runs.startedAt))
    .limit(1);
  return run;
}

type Progress = Partial<Pick<Run, "cursor" | "phase" | "firstFloor" | "expected">> &
  Partial<Record<"pages" | "seen" | "written" | "deleted" | "parked", number>>;

/** Moves a running run forward: counts are added, the rest is set. */
export async function saveProgress(
  id: string,
  { pages, seen, written, deleted, parked, ...set }: Progress,
): Promise<void> {
  const counts = { pages, seen, written, deleted, parked };
  const added = Object.entries(counts).flatMap(([name, by]) =>
    by ? [[name, sql`${runs[name as keyof typeof counts]} + ${by}`] as const] : [],
  );
  await db()
    .update(runs)
    .set({ ...set, ...Object.fromEntries(added), progressAt: new Date() })
    .where(and(eq(runs.id, id), eq(runs.state, "running")));
}

/** Sends a running walk back to its first page. */
export async function restartRunningRun(integrationId: string): Promise<void> {
  await db()
    .update(runs)
    .set({ cursor: null, phase: "pages", firstFloor: null })
    .where(and(eq(runs.integrationId, integrationId), eq(runs.state, "running")));
}

/** Ends a run once. False: it had ended before. */
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
  return ended.length > 0;
}
