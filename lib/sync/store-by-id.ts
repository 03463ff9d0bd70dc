import { AppError } from "@/lib/errors";
import type { ProviderUser } from "@/lib/providers/types";
import type { WriteOutcome } from "@/lib/target/types";
import { floorOf, type Sync, store } from "./context";
import { readUsers, splitReadings, unaskedOf } from "./read-users";

const mostRounds = 5;

/** What became of users; `live` as they were read. Whoever the provider does not know is in none of the lists. */
export type Stored = Pick<WriteOutcome, "accepted" | "written" | "unwritable"> & { live: ProviderUser[] };

/**
 * Reads users one by one and stores them, and does so again where a row was refused because the clock's epoch ended
 * meanwhile. Throws AppError where the provider takes no more requests, or rows are refused again and again.
 */
export async function storeById(sync: Sync, ids: string[], repair: boolean): Promise<Stored> {
  const stored: Stored = { accepted: [], written: 0, unwritable: [], live: [] };
  let left = ids;
  for (let round = 0; left.length > 0; round++) {
    if (round === mostRounds) throw tooBusy();
    const floor = await floorOf(sync);
    const { readings, later } = await readUsers(sync, left);
    const { live, unread } = splitReadings(readings);
    const outcome = await store(sync, live, floor, repair);
    stored.live.push(...live);
    stored.accepted.push(...outcome.accepted);
    stored.written += outcome.written;
    stored.unwritable.push(...outcome.unwritable, ...unread);
    if (later) throw later;
    left = [...unaskedOf(left, readings), ...outcome.refused];
  }
  return stored;
}

const tooBusy = () =>
  new AppError("target_unavailable", "Rows of users_sync changed as fast as they were read.", {
    meaning: "What was read by then is stored.",
    remedy: "Rollcall goes on by itself.",
  });
