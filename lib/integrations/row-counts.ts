import type { Integration } from "@/db/queries/integrations";
import type { UserCounts } from "@/lib/target/types";

/** Milliseconds. Others write to the table too, and nobody tells of it. */
const freshFor = 5_000;

type Counted = { revision: number; until: number; counts: Promise<UserCounts> };
const counted = new Map<string, Counted>();

/**
 * Exact counts take a pass over the whole table, about 0.1 s for a million rows. A list that is paged or searched through
 * shares one, until Rollcall has written a row, and for 5 s at most.
 */
export function shareCounts(
  { id, revision }: Pick<Integration, "id" | "revision">,
  count: () => Promise<UserCounts>,
): Promise<UserCounts> {
  const last = counted.get(id);
  if (last?.revision === revision && Date.now() < last.until) return last.counts;
  const counts = count();
  const entry = { revision, until: Date.now() + freshFor, counts };
  counted.set(id, entry);
  // One that failed is nobody's answer but the asker's.
  counts.catch(() => counted.get(id) === entry && counted.delete(id));
  return counts;
}
