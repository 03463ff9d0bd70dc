import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { budgets } from "@/db/schema";

/** Requests per second: to begin with, at least, and the most that the first 429 leaves half of. */
export type Terms = { start: number; floor: number; assumed: number };

/** `granted` requests may go out; where it is 0, ask again in `wait` seconds. `rate` is per second. */
export type Grant = { granted: number; wait: number; rate: number };

const row = (integrationId: string) => sql`integration_id = ${integrationId}`;
const secondsUntil = (time: SQL) => sql`greatest(0, coalesce(extract(epoch from ${time} - now()), 0))::float8`;
const isBlocked = sql`coalesce(blocked_until > now(), false)`;
const blockedFor = (seconds: SQL) => sql`
  blocked_until = greatest(blocked_until, now() + make_interval(secs => ${seconds})),
  throttled_at = case when ${isBlocked} then throttled_at else now() end`;
const isQuiet = sql`coalesce(throttled_at < now() - interval '10 seconds', true)`;

/**
 * Takes as many requests as last about 200 ms from what all processes share. It fills up by the time that passed, to
 * two seconds' worth, and its rate grows by a tenth for every ten quiet seconds. The database's clock alone counts.
 */
export async function takeTokens(integrationId: string, terms: Terms): Promise<Grant> {
  const { rows } = await db().execute<Grant>(sql`
    with held as (
      select *, greatest(0, least(3600, extract(epoch from now() - refilled_at)))::float8 as elapsed,
        ${secondsUntil(sql`blocked_until`)} as blocked
      from ${budgets} where ${row(integrationId)} for update
    ), grown as (
      select *, case when ${isQuiet}
        then greatest(rate, least(${terms.start}::float8, rate * power(1.1, elapsed / 10))) else rate end as new_rate
      from held
    ), filled as (
      select *, least(greatest(1, new_rate * 2), tokens + elapsed * new_rate) as available from grown
    ), granted as (
      select *, case when blocked > 0 then 0 else least(floor(available), ceil(new_rate / 5)) end as granted from filled
    )
    update ${budgets} set rate = g.new_rate, tokens = g.available - g.granted, refilled_at = greatest(g.refilled_at, now())
    from granted g where budgets.integration_id = g.integration_id
    returning g.granted, budgets.rate,
      case when g.granted > 0 then 0 else greatest(g.blocked, (1 - g.available) / g.new_rate) end as wait`);
  const [grant] = rows;
  if (grant) return grant;
  await db()
    .insert(budgets)
    .values({ integrationId, rate: terms.start, tokens: Math.max(1, terms.start * 2) })
    .onConflictDoNothing();
  return takeTokens(integrationId, terms);
}

/**
 * A 429: nobody asks for `told` seconds, or where it named none for a second, and for twice as long as before while
 * that goes on, up to 5 minutes. Then at half the rate. Refusals of requests that were under way then count as one.
 */
export async function throttle(integrationId: string, terms: Terms, told: number | null): Promise<void> {
  const before = sql`extract(epoch from blocked_until - throttled_at)`;
  const isAgain = sql`now() < blocked_until + (blocked_until - throttled_at)`;
  const backoff = sql`case when ${isBlocked} then 0 when ${isAgain} then least(300, 2 * greatest(1, ${before})) else 1 end`;
  const seconds = sql`coalesce(${told}::float8, ${backoff})::float8`;
  const halved = sql`greatest(${terms.floor}::float8, least(rate, ${terms.assumed}::float8) / 2)`;
  await db().execute(sql`
    update ${budgets} set ${blockedFor(seconds)}, tokens = 0, rate = case when ${isBlocked} then rate else ${halved} end
    where ${row(integrationId)}`);
}

/** The window is used up: nobody asks for so many seconds. */
export const block = (integrationId: string, seconds: number) =>
  db().execute(sql`update ${budgets} set ${blockedFor(sql`${seconds}::float8`)} where ${row(integrationId)}`);

/** Follows what the provider says is left: down at once, up at most twofold and not soon after a 429. */
export const pace = (integrationId: string, rate: number) =>
  db().execute(sql`
    update ${budgets} set
      rate = case when ${rate}::float8 < rate then least(rate, greatest(1, ${rate}::float8))
        when ${isQuiet} then least(${rate}::float8, rate * 2) else rate end,
      tokens = case when ${rate}::float8 < rate then 0 else tokens end
    where ${row(integrationId)}`);
