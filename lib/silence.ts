import type { Integration } from "@/db/queries/integrations";
import { activeMinutes } from "@/db/queries/minutes";
import { findLastWalk, type Run } from "@/db/queries/runs";

/** No delivery since then (ISO 8601), where one usually comes within `usual` milliseconds of the one before. */
export type Silence = { since: string; usual: number };

type Hearing = Pick<Integration, "id" | "lastEventAt" | "feedPosition" | "createdAt">;
type Compare = Pick<Run, "startedAt" | "state">;

const hour = 3_600_000;
const day = 24 * hour;
/** Shorter silences say nothing, however busy it was before. */
const shortest = hour;
/** How long a compare that began when the next one was due may take until its word is missed. */
const patience = 10 * 60_000;
/** Minutes with deliveries from which a habit can be told. */
const leastMinutes = 20;

/** The gap in milliseconds below which 99 of 100 lie; null where too little came in to tell. `minutes` are ascending. */
export function usualGap(minutes: number[]): number | null {
  if (minutes.length < leastMinutes) return null;
  const gaps = minutes.slice(1).map((minute, at) => minute - (minutes[at] ?? minute));
  gaps.sort((a, b) => a - b);
  return gaps[Math.ceil(gaps.length * 0.99) - 1] ?? null;
}

type Heard = { since: Date; connectedAt: Date; minutes: number[]; compare: Compare | undefined };

/**
 * Whether no delivery since `since` is an error. `minutes`: when deliveries came in the week before (ascending, milliseconds).
 * `compare`: the last full compare that came to its end. The rule and its reasons are in docs/decisions.md.
 */
export function judgeSilence({ since, connectedAt, minutes, compare }: Heard, now: number): Silence | null {
  const usual = usualGap(minutes);
  if (usual === null) return null;
  const [from, allowed] = [since.getTime(), Math.max(usual, shortest)];
  if (now <= endOfPatience(from, allowed, compare)) return null;
  // No day begins and ends like the one before: half of what is allowed is left out at both ends.
  const stretch = { from: from + allowed / 2, to: now - allowed / 2 };
  if (!wasBusyOnOtherDays(stretch, connectedAt.getTime(), minutes)) return null;
  return { since: since.toISOString(), usual };
}

function endOfPatience(since: number, allowed: number, compare: Compare | undefined): number {
  const comparedFrom = compare?.startedAt.getTime() ?? 0;
  if (compare?.state !== "equal" || comparedFrom <= since) return since + allowed;
  // Nothing was missed for longer than usual: this silence is a true one, until a compare finds otherwise.
  return comparedFrom >= since + allowed ? Number.POSITIVE_INFINITY : comparedFrom + patience + allowed;
}

/** On most of the seven days before, and a week before, something came in the same hours: nights and weekends are quiet. */
function wasBusyOnOtherDays(
  { from, to }: { from: number; to: number },
  connectedAt: number,
  minutes: number[],
): boolean {
  const known = [1, 2, 3, 4, 5, 6, 7].filter((days) => connectedAt <= from - days * day);
  const busy = known.filter((days) => minutes.some((at) => at >= from - days * day && at <= to - days * day));
  return busy.length > known.length / 2 && (known.length < 7 || busy.includes(7));
}

/** When deliveries came in the week before the last one; nobody is asked again until the next one. */
const weeks = new Map<string, { since: number; minutes: Promise<number[]> }>();

function weekBefore(id: string, since: Date): Promise<number[]> {
  const known = weeks.get(id);
  if (known?.since === since.getTime()) return known.minutes;
  const minutes = activeMinutes(id, new Date(since.getTime() - 7 * day), since);
  weeks.set(id, { since: since.getTime(), minutes });
  minutes.catch(() => weeks.delete(id));
  return minutes;
}

/** The gap below which 99 of 100 lay in the week before the last delivery, in milliseconds; null where it cannot be told. */
export const usualGapOf = async ({ id, lastEventAt }: Hearing): Promise<number | null> =>
  lastEventAt && usualGap(await weekBefore(id, lastEventAt));

/**
 * The silence of a webhook that used to deliver, where it is an error. A feed is read by Rollcall itself, so that nothing
 * depends on deliveries. Costs nothing while deliveries come.
 */
export async function findSilence(hearing: Hearing, now = Date.now()): Promise<Silence | null> {
  const { id, lastEventAt: since, feedPosition, createdAt: connectedAt } = hearing;
  if (!since || feedPosition !== null || now - since.getTime() <= shortest) return null;
  const [minutes, compare] = await Promise.all([weekBefore(id, since), findLastWalk(id)]);
  return judgeSilence({ since, connectedAt, minutes, compare }, now);
}
