import { and, eq, isNull, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { budgets, integrations, runs } from "@/db/schema";

const one = (id: string) => eq(integrations.id, id);

/** A pause that is there already keeps its time and its name. */
export const pauseIntegration = (id: string, by: string) =>
  db()
    .update(integrations)
    .set({ pausedAt: new Date(), pausedBy: by })
    .where(and(one(id), isNull(integrations.pausedAt)));

/**
 * Ends a pause. The wake flag goes down with it: whoever was sent to drain meanwhile has gone home, so the next one is to
 * be sent again. A compare that came due meanwhile is due now, and not late.
 */
export const resumeIntegration = (id: string) =>
  db()
    .update(integrations)
    .set({
      pausedAt: null,
      pausedBy: null,
      wake: false,
      nextCheckAt: sql`case when ${integrations.nextCheckAt} < now() then now() else ${integrations.nextCheckAt} end`,
    })
    .where(one(id));

type Schedule = Pick<typeof integrations.$inferSelect, "checkEveryMinutes" | "pollEverySeconds">;

/** What is due later than it would be from now on comes sooner; what is due sooner stays. */
const noLater = (at: PgColumn, seconds: number) => {
  const latest = sql`now() + make_interval(secs => ${seconds})`;
  return sql`case when ${at} > ${latest} then ${latest} else ${at} end`;
};

/** `effective`: what the schedule comes to, with the console's own in place of null; in seconds. */
export const saveSchedule = (id: string, schedule: Schedule, effective: { check: number; poll: number }) =>
  db()
    .update(integrations)
    .set({
      ...schedule,
      nextCheckAt: noLater(integrations.nextCheckAt, effective.check),
      nextPollAt: noLater(integrations.nextPollAt, effective.poll),
    })
    .where(one(id));

/** The rate that was learned moves with the share, so that a smaller one holds at once. */
export const saveBudgetShare = (id: string, percent: number): Promise<void> =>
  db().transaction(async (tx) => {
    const [before] = await tx
      .select({ share: integrations.budgetShare })
      .from(integrations)
      .where(one(id))
      .for("update");
    if (!before) return;
    await tx.update(integrations).set({ budgetShare: percent }).where(one(id));
    const rate = sql`${budgets.rate} * ${percent}::float8 / ${before.share}::float8`;
    await tx.update(budgets).set({ rate, tokens: 0 }).where(eq(budgets.integrationId, id));
  });

/**
 * Every user is to be compared now; a walk under way would leave the pages behind it as they were, so it is cancelled.
 * A read that is still under way is overtaken by that compare, or refused.
 */
export const saveLeaveOutPrivate = (id: string, leaveOutPrivate: boolean): Promise<void> =>
  db().transaction(async (tx) => {
    await tx.update(integrations).set({ leaveOutPrivate, nextCheckAt: new Date() }).where(one(id));
    await tx
      .update(runs)
      .set({ state: "cancelled", reason: "What is stored of each user was changed.", finishedAt: new Date() })
      .where(and(eq(runs.integrationId, id), eq(runs.state, "running")));
  });
