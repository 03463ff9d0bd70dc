import { and, eq, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { isDue } from "@/db/queries/changes";
import { changes, type erasures, integrations, runs } from "@/db/schema";

/** Connected, and nobody has paused it. */
const live = and(isNull(integrations.disconnectedAt), isNull(integrations.pausedAt));
/** Neither healthy nor due for the next try yet. */
const resting = sql`coalesce((${integrations.problem} ->> 'retryAt')::timestamptz > now(), false)`;

/** The background may ask its provider and its target something now. */
export const workable = and(live, sql`not ${resting}`);

/** Integrations that may be worked and of which `condition` holds. */
const workableWhere = (...condition: SQL[]) =>
  db()
    .select({ id: integrations.id })
    .from(integrations)
    .where(and(workable, ...condition));

/** Integrations that may be worked and have a row of `table` that is due. */
export const integrationsWithDue = (table: typeof changes | typeof erasures, due: SQL | undefined) =>
  workableWhere(sql`exists (select 1 from ${table} where ${table.integrationId} = ${integrations.id} and ${due})`);

/** Integrations with changes that are due: their trigger was lost, or their time has come. */
export const integrationsWithDueChanges = () => integrationsWithDue(changes, isDue);

/** Running walks in which nothing has moved for half a minute. */
export const stalledRuns = () =>
  db()
    .select({ runId: runs.id, integrationId: runs.integrationId })
    .from(runs)
    .innerJoin(integrations, eq(integrations.id, runs.integrationId))
    .where(
      and(
        workable,
        eq(runs.state, "running"),
        or(lt(runs.progressAt, sql`now() - interval '30 seconds'`), sql`${integrations.problem} is not null`),
      ),
    );

const noneRunning = sql`not exists (select 1 from ${runs} where ${runs.integrationId} = ${integrations.id} and ${runs.state} = 'running')`;

/** Integrations of these providers that can be asked something at once, of which `condition` holds. */
const idleOf = (providerIds: string[], ...condition: SQL[]) =>
  workableWhere(inArray(integrations.providerId, providerIds), noneRunning, ...condition);

/** Integrations of these providers that are due for a look at who changed, and have no walk running. */
export const integrationsDueForDelta = (providerIds: string[]) =>
  idleOf(
    providerIds,
    lte(integrations.nextDeltaAt, sql`now()`),
    sql`coalesce(${integrations.nextCheckAt} > now(), false)`,
  );

/** Integrations of these providers whose rows were written after the provider was last asked for its count. */
export const integrationsCountedBeforeWrites = (providerIds: string[]) =>
  idleOf(providerIds, sql`${integrations.lastWrittenAt} > ${integrations.providerCountedAt}`);

/** Integrations whose next full compare is due and that have no walk running. */
export const integrationsDueForCheck = () =>
  db()
    .select({ id: integrations.id })
    .from(integrations)
    .where(and(live, lte(integrations.nextCheckAt, sql`now()`), noneRunning));

/** Integrations whose feed is due to be read on. Each is due again after its own time, or `everySeconds`: one sweep asks once. */
export const claimDuePolls = (everySeconds: number) =>
  db()
    .update(integrations)
    .set({
      nextPollAt: sql`now() + make_interval(secs => coalesce(${integrations.pollEverySeconds}, ${everySeconds}))`,
    })
    .where(and(workable, isNotNull(integrations.feedPosition), lte(integrations.nextPollAt, sql`now()`)))
    .returning({ id: integrations.id });
