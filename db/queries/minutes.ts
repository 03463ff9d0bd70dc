import { and, asc, between, eq, gt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { minutes } from "@/db/schema";

export type MinuteRow = typeof minutes.$inferInsert & { lag: number[] };
export type Counted = Exclude<keyof MinuteRow, "integrationId" | "minute" | "lag">;

const { applied, superseded, duplicate, askedAgain, parked, held } = minutes;

/**
 * Adds to what these minutes have counted already; several processes may count the same one. An integration that is gone
 * meanwhile is left out. One statement, and always in the same order, so that two of them never lock each other out.
 */
export const addMinutes = (rows: MinuteRow[]) =>
  db().execute(sql`
    insert into ${minutes}
      (integration_id, minute, applied, superseded, duplicate, asked_again, parked, held, requests, refused, lag)
    select r."integrationId", r.minute, r.applied, r.superseded, r.duplicate, r."askedAgain", r.parked, r.held,
      r.requests, r.refused, array(select e::int from json_array_elements_text(r.lag) e)
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("integrationId" text, minute timestamptz, applied int,
      superseded int, duplicate int, "askedAgain" int, parked int, held int, requests int, refused int, lag json)
    where exists (select from integrations i where i.id = r."integrationId")
    order by 1, 2
    on conflict (integration_id, minute) do update set
      applied = minutes.applied + excluded.applied, superseded = minutes.superseded + excluded.superseded,
      duplicate = minutes.duplicate + excluded.duplicate, asked_again = minutes.asked_again + excluded.asked_again,
      parked = minutes.parked + excluded.parked, held = minutes.held + excluded.held,
      requests = minutes.requests + excluded.requests, refused = minutes.refused + excluded.refused,
      lag = array(select coalesce(a, 0) + coalesce(b, 0)
        from unnest(minutes.lag, excluded.lag) with ordinality as bins(a, b, bin) order by bin)`);

/** What was counted in one stretch of `seconds`, which begins at `at` (seconds since 1970, a multiple of its length). */
export type Stretch = { at: number; lag: number[] } & Record<Counted, number>;

type Summed = Omit<Stretch, "lag">;

/** Stretches since `from`, up to now or to a time, in which anything was counted, oldest first. */
export async function sumMinutes(integrationId: string, from: Date, seconds: number, to?: Date): Promise<Stretch[]> {
  const stretch = sql`(floor(extract(epoch from minute) / ${seconds}::int) * ${seconds}::int)::float8`;
  const since = sql`integration_id = ${integrationId}
    and minute between ${from.toISOString()}::timestamptz and ${to?.toISOString() ?? "infinity"}::timestamptz`;
  const [counts, lags] = await Promise.all([
    db().execute<Summed>(sql`
      select ${stretch} as at, sum(applied)::int as applied, sum(superseded)::int as superseded,
        sum(duplicate)::int as duplicate, sum(asked_again)::int as "askedAgain", sum(parked)::int as parked,
        sum(held)::int as held, sum(requests)::int as requests, sum(refused)::int as refused
      from ${minutes} where ${since} group by 1 order by 1`),
    db().execute<{ at: number; lag: number[] }>(sql`
      select at, array_agg(count order by bin) as lag from (
        select ${stretch} as at, bin, sum(n)::int as count
        from ${minutes}, unnest(lag) with ordinality as bins(n, bin) where ${since} group by 1, 2
      ) summed group by at`),
  ]);
  const lagAt = new Map(lags.rows.map(({ at, lag }) => [at, lag]));
  return counts.rows.map((row) => ({ ...row, lag: lagAt.get(row.at) ?? [] }));
}

/** The minutes between two times in which changes or repeated deliveries came in, as milliseconds, oldest first. */
export async function activeMinutes(integrationId: string, from: Date, to: Date): Promise<number[]> {
  const came = sql`${applied} + ${superseded} + ${duplicate} + ${askedAgain} + ${parked} + ${held}`;
  const rows = await db()
    .select({ minute: minutes.minute })
    .from(minutes)
    .where(and(eq(minutes.integrationId, integrationId), between(minutes.minute, from, to), gt(came, 0)))
    .orderBy(asc(minutes.minute));
  return rows.map(({ minute }) => minute.getTime());
}
