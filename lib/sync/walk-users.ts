import { parkUser, unparkUsers } from "@/db/queries/changes";
import { findRun, type Run, saveProgress } from "@/db/queries/runs";
import { AppError } from "@/lib/errors";
import type { ProviderUser, UserPage } from "@/lib/providers/types";
import type { Floor } from "@/lib/target/types";
import { storedUpdatedAt } from "@/lib/target/versions";
import { floorOf, type Sync, store, withSync } from "./context";
import { countAtProvider } from "./count";
import { reach } from "./kill-points";
import { settleSuspects } from "./settle-suspects";

/** A step of a walk works about this long, then its engine saves that it got so far. */
export const stepMillis = 10_000;

/**
 * Carries a run on from its checkpoint for about `stepMillis`. True when it has nothing left to do.
 * Throws AppError when the provider or the target does not answer; the checkpoint then stays where it is.
 */
export async function walkUsers(runId: string, until = Date.now() + stepMillis): Promise<boolean> {
  const run = await findRun(runId);
  if (run?.state !== "running") return true;
  const done = await withSync(run.integrationId, async (sync) => {
    if (run.phase === "pages" && !(await walkPages(sync, run, until))) return false;
    return settleSuspects(sync, run, until);
  });
  return done ?? true;
}

type Page = UserPage & { floor: Floor };

/** The floor comes first: whatever the provider says after it is newer. */
async function readPage(sync: Sync, cursor: string | null): Promise<Page> {
  const floor = await floorOf(sync);
  const page = await sync.provider.listUsers(sync.credentials, cursor);
  return { ...page, floor };
}

/** Walks pages, fetching the next one while this one is written. True when the provider has said that it was the last. */
async function walkPages(sync: Sync, run: Run, until: number): Promise<boolean> {
  if (run.cursor === null) await saveProgress(run.id, { expected: await countAtProvider(sync) });
  let page = await readPage(sync, run.cursor);
  for (;;) {
    const { next } = page;
    if (next !== null && next === run.cursor) throw repeatedCursor();
    const upcoming = next !== null && Date.now() < until ? readPage(sync, next) : null;
    // Its error belongs to the await below; a failing write must not leave it unheard.
    upcoming?.catch(() => {});
    await writePage(sync, run, page);
    if (next === null) return true;
    if (!upcoming) return false;
    page = await upcoming;
  }
}

async function writePage(sync: Sync, run: Run, page: Page): Promise<void> {
  const current = await withoutLagging(sync, page.users);
  const outcome = await store(sync, current, page.floor, run.kind === "reconcile");
  for (const { id, reason } of outcome.unwritable) await parkUser(sync.integration.id, `run:${run.id}`, id, reason);
  await unparkUsers(sync.integration.id, outcome.accepted);
  reach("walk.written");
  const isLast = page.next === null;
  run.firstFloor ??= page.floor.floor;
  run.cursor = isLast ? null : page.next;
  run.phase = isLast ? "suspects" : "pages";
  await saveProgress(run.id, {
    cursor: run.cursor,
    phase: run.phase,
    firstFloor: run.firstFloor,
    pages: 1,
    seen: page.users.length,
    written: outcome.written,
    parked: outcome.unwritable.length,
  });
  reach("walk.saved");
}

/** A list row that would take the stored one backwards is left out: its user becomes a suspect and is asked for by id. */
async function withoutLagging({ provider, target, table }: Sync, users: ProviderUser[]): Promise<ProviderUser[]> {
  if (!provider.tracksUpdates) return users;
  const stored = await storedUpdatedAt(
    target,
    table,
    users.map(({ id }) => id),
  );
  return users.filter(({ id, updatedAt }) => {
    const held = stored.get(id);
    return !held || !updatedAt || Date.parse(updatedAt) >= Date.parse(held);
  });
}

const repeatedCursor = () =>
  new AppError("provider_unavailable", "The provider gave the same page cursor twice.", {
    meaning: "The walk stopped where it was; no row was marked deleted.",
  });
