import { countDeletedWithinHour, countLive } from "@/lib/target/deletions";
import type { Sync } from "./context";

/** So many deletions in an hour need no person, however small the table is. */
const always = 10;
/** Nor do so many of a big one. */
const share = 0.05;

/**
 * Whether `count` more users may be marked deleted without a person, counting every deletion of the last hour, wherever
 * it came from. Null if so; else the reason why they are held.
 */
export async function whyHold({ target, table }: Sync, count: number): Promise<string | null> {
  if (count === 0) return null;
  const recent = await countDeletedWithinHour(target, table);
  if (recent + count <= always) return null;
  const live = await countLive(target, table);
  const limit = Math.max(always, Math.floor(share * (live + recent)));
  if (recent + count <= limit) return null;
  return `${count} users are gone at once: more than ${limit} deletions in an hour wait for a person.`;
}
