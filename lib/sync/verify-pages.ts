import { type Difference, noteCompared, suspectExtra } from "@/db/queries/differences";
import { type Run, saveProgress } from "@/db/queries/runs";
import { noteWalked } from "@/lib/observe/notes";
import { compareUsers, liveIds, type Unequal } from "@/lib/target/compare";
import { isStorableId } from "@/lib/target/rows";
import type { Sync } from "./context";
import { reach } from "./kill-points";
import { type Pages, pagesReader } from "./read-batch";

const batchSize = 5000;

/**
 * Every live row is suspected of being nobody's; the pages lift that, user by user. In the console database, because any
 * process may go on with the verify, and a million ids need not be in the memory of one. Repeating it changes nothing.
 */
export async function suspectAllRows({ target, table }: Sync, { id }: Run): Promise<void> {
  let after = "";
  for (;;) {
    const ids = await liveIds(target, table, after, batchSize);
    await suspectExtra(id, ids);
    const last = ids.at(-1);
    if (last === undefined || ids.length < batchSize) return;
    after = last;
    await saveProgress(id, {});
  }
}

/** Compares pages, fetching the next ones meanwhile. True when the provider has said that it was the last. */
export async function comparePages(sync: Sync, run: Run, until: number): Promise<boolean> {
  const read = pagesReader(sync, run, until);
  let pages = await read(run.cursor);
  for (;;) {
    const upcoming = pages.next !== null && Date.now() < until ? read(pages.next) : null;
    // Heard where it is awaited; the comparison must not leave it unheard.
    upcoming?.catch(() => {});
    await compare(sync, run, pages);
    if (!upcoming) return pages.next === null;
    pages = await upcoming;
  }
}

async function compare({ target, table, provider, integration }: Sync, run: Run, { users, pages, next }: Pages) {
  const { unequal, incomparable } = await compareUsers(target, table, users, provider.volatile);
  // Whom PostgreSQL cannot compare is judged with the suspicions; whose id it cannot even hold, never.
  const doubtful = incomparable.filter(isStorableId);
  const suspicions = [...unequal.map(toDifference), ...doubtful.map(missing)];
  const left = new Set([...unequal.map(({ id }) => id), ...incomparable]);
  const equal = users.map(({ id }) => id).filter((id) => !left.has(id));
  await noteCompared(run.id, equal, suspicions);
  reach("verify.noted");
  run.cursor = next;
  run.phase = next === null ? "suspects" : "pages";
  await saveProgress(run.id, {
    cursor: run.cursor,
    phase: run.phase,
    pages,
    seen: users.length,
    parked: incomparable.length - doubtful.length,
  });
  reach("verify.saved");
  noteWalked(integration, run.kind, users.length);
}

export const toDifference = ({ id, kind, fields }: Unequal): Difference => ({ userId: id, kind, fields });

const missing = (userId: string): Difference => ({ userId, kind: "missing", fields: [] });
