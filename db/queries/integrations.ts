import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { integrations, type Problem, projects } from "@/db/schema";

export type Integration = typeof integrations.$inferSelect;

/** A connected integration with its project's sealed connection; undefined once disconnected. */
export async function findLiveIntegration(id: string) {
  const [row] = await db()
    .select({ integration: integrations, connection: projects.connection })
    .from(integrations)
    .innerJoin(projects, eq(projects.id, integrations.projectId))
    .where(and(eq(integrations.id, id), isNull(integrations.disconnectedAt)));
  return row;
}

export async function findIntegrationOfProject(projectId: string): Promise<Integration | undefined> {
  const [row] = await db()
    .select()
    .from(integrations)
    .where(and(eq(integrations.projectId, projectId), isNull(integrations.disconnectedAt)));
  return row;
}

/** Stores a new integration; where the project has one already, that one is returned instead. */
export async function insertIntegration(values: typeof integrations.$inferInsert): Promise<Integration> {
  const [inserted] = await db().insert(integrations).values(values).onConflictDoNothing().returning();
  const integration = inserted ?? (await findIntegrationOfProject(values.projectId));
  if (!integration) throw new Error("the integration was disconnected while it was made");
  return integration;
}

export async function wasDisconnected(id: string): Promise<boolean> {
  const [row] = await db()
    .select({ id: integrations.id })
    .from(integrations)
    .where(and(eq(integrations.id, id), isNotNull(integrations.disconnectedAt)));
  return row !== undefined;
}

export async function updateIntegration(id: string, values: Partial<typeof integrations.$inferInsert>): Promise<void> {
  await db().update(integrations).set(values).where(eq(integrations.id, id));
}

/** Tells open pages that rows of users_sync were written. */
export const noteWritten = (id: string) =>
  db()
    .update(integrations)
    .set({ revision: sql`${integrations.revision} + 1`, lastWrittenAt: new Date() })
    .where(eq(integrations.id, id));

/** Keeps the highest floor ever seen; several drains and walks may report at once. */
export const noteClock = (id: string, floor: string) =>
  db()
    .update(integrations)
    .set({ clockSeen: sql`greatest(${integrations.clockSeen}::bigint, ${floor}::bigint)::text` })
    .where(eq(integrations.id, id));

/** Asks for a drain. True for whoever flips the flag: that one sends changes/received. */
export async function flipWake(id: string): Promise<boolean> {
  const flipped = await db()
    .update(integrations)
    .set({ wake: true })
    .where(and(eq(integrations.id, id), eq(integrations.wake, false), isNull(integrations.disconnectedAt)))
    .returning({ id: integrations.id });
  return flipped.length > 0;
}

/** Before every read of the inbox, so that what arrives after the read wakes a new drain. */
export const clearWake = (id: string) => updateIntegration(id, { wake: false });

export const saveProblem = (id: string, problem: Problem | null) => updateIntegration(id, { problem });

/** Moves the feed's position on, unless another poll has done so meanwhile. */
export const moveFeed = (id: string, from: string, to: string) =>
  db()
    .update(integrations)
    .set({ feedPosition: to })
    .where(and(eq(integrations.id, id), eq(integrations.feedPosition, from)));
