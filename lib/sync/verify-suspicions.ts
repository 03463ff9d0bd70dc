import { setTimeout } from "node:timers/promises";
import { countHeld, type Difference, nextSuspicions, settleSuspicions as settle } from "@/db/queries/differences";
import type { Integration } from "@/db/queries/integrations";
import type { Run } from "@/db/queries/runs";
import type { Throttled } from "@/lib/http-budget";
import { compareUsers, liveAmong } from "@/lib/target/compare";
import type { Sync } from "./context";
import { reach } from "./kill-points";
import { confirmIdentity, readUsers, splitReadings } from "./read-users";
import { pollEvery } from "./schedule";
import { toDifference } from "./verify-pages";

const batchSize = 200;
/** So many differences are asked for by id and kept; of the rest it is only known how many the lists showed. */
const mostKept = 10_000;

/**
 * Settles the suspicions: the user is read by id, then the row, and only what still differs is a difference. Where events
 * come, one may be under way, so those are looked at once more a little later. True when there are none left, or as many
 * differences as are kept.
 */
export async function settleSuspicions(sync: Sync, run: Run, until: number): Promise<boolean> {
  let kept = await countHeld(run.id, run.cursor);
  while (kept < mostKept) {
    const ids = await nextSuspicions(run.id, run.cursor ?? "", Math.min(batchSize, mostKept - kept));
    if (ids.length === 0) return true;
    kept += await settleBatch(sync, run, ids);
    if (Date.now() >= until) return false;
  }
  return true;
}

/** Returns how many have held. */
async function settleBatch(sync: Sync, run: Run, ids: string[]): Promise<number> {
  const first = await look(sync, ids);
  const second = await lookAgain(sync, first);
  const later = first.later ?? second.later;
  const asked = firstAsked(ids, first, second);
  const held = asked.flatMap((id) => second.found.get(id) ?? []);
  const lifted = asked.filter((id) => !second.found.has(id));
  const unjudged = lifted.filter((id) => first.unread.has(id) || second.unread.has(id)).length;
  reach("verify.asked");
  const upTo = asked.at(-1);
  if (upTo !== undefined) {
    await settle(run.id, { lifted, held, unjudged, upTo });
    run.cursor = upTo;
  }
  if (later) throw later;
  return held.length;
}

/** `unread`: asked for in vain, or not comparable. `later`: the provider takes no more requests; some were not asked. */
type Look = { found: Map<string, Difference>; asked: Set<string>; unread: Set<string>; later: Throttled | null };

/** The provider is asked first, the rows after it: what a change moves in between shows as a difference, never as none. */
async function look(sync: Sync, ids: string[]): Promise<Look> {
  const { target, table, provider } = sync;
  const { readings, later } = await readUsers(sync, ids);
  const { live, gone, unread } = splitReadings(readings);
  if (gone.length > 0) await confirmIdentity(sync);
  const { unequal, incomparable } = await compareUsers(target, table, live, provider.volatile);
  const extra = await liveAmong(target, table, gone);
  const found = [...unequal.map(toDifference), ...[...extra].map(nobodys)];
  return {
    found: new Map(found.map((difference) => [difference.userId, difference])),
    asked: new Set(readings.map(({ id }) => id)),
    unread: new Set([...unread.map(({ id }) => id), ...incomparable]),
    later,
  };
}

const nobodys = (userId: string): Difference => ({ userId, kind: "extra", fields: [] });

/** The same look where nothing differs, or no event can be under way. */
async function lookAgain(sync: Sync, first: Look): Promise<Look> {
  const seconds = secondsToRow(sync.integration);
  if (first.found.size === 0 || seconds === 0) return first;
  await setTimeout(seconds * 1000);
  return look(sync, [...first.found.keys()]);
}

/** How long a change may take from the provider to its row without anything being wrong; 0 where no events come. */
function secondsToRow(integration: Integration): number {
  if (integration.feedPosition !== null) return Math.min(30, pollEvery(integration)) + 2;
  return integration.lastEventAt === null ? 0 : 2;
}

/** Up to the first one who was not asked, or not asked again. */
function firstAsked(ids: string[], first: Look, second: Look): string[] {
  const open = ids.findIndex((id) => !first.asked.has(id) || (first.found.has(id) && !second.asked.has(id)));
  return open === -1 ? ids : ids.slice(0, open);
}
