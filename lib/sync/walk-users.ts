import { closeOpen, parkUsers } from "@/db/queries/left-open";
import { addRequests, findRun, type Run, saveProgress } from "@/db/queries/runs";
import { requestsSent } from "@/lib/http-budget";
import { noteWalked } from "@/lib/observe/notes";
import { traced } from "@/lib/observe/tracing";
import { type Sync, store, withSync } from "./context";
import { countAtProvider } from "./count";
import { reach } from "./kill-points";
import { listen } from "./listen";
import { endIfLooping } from "./loop-guard";
import { type Batch, batchReader } from "./read-batch";
import { confirmIdentity } from "./read-users";
import { settleSuspects } from "./settle-suspects";
import { settleWalked } from "./settle-walked";
import { siftList } from "./sift-list";
import { stepMillis } from "./step";
import { type Stored, storeById } from "./store-by-id";
import { verifyUsers } from "./verify-users";

/**
 * Carries a run on from its checkpoint for about `stepMillis`. True when it has nothing left to do.
 * Throws AppError when the provider or the target does not answer; the checkpoint then stays where it is.
 */
export async function walkUsers(runId: string, until = Date.now() + stepMillis): Promise<boolean> {
  const run = await findRun(runId);
  if (run?.state !== "running") return true;
  const attributes = {
    "rollcall.integration": run.integrationId,
    "rollcall.run": run.id,
    "rollcall.run.kind": run.kind,
  };
  const done = await withSync(run.integrationId, (sync) =>
    traced("walk", attributes, () => walk(sync, run, until)).finally(() => addRequests(run.id, requestsSent())),
  );
  return done ?? true;
}

async function walk(sync: Sync, run: Run, until: number): Promise<boolean> {
  if (await endIfLooping(sync, run)) return true;
  if (run.kind === "verify") return verifyUsers(sync, run, until);
  if (run.kind === "delta" && (await isNobodyChanged(sync, run))) return true;
  if (run.phase === "pages" && !(await walkPages(sync, run, until))) return false;
  // Who is not among the changed ones is no suspect.
  return run.kind === "delta" || settleSuspects(sync, run, until);
}

/** Asked before the target is touched: a database that sleeps when idle is not woken for nothing. */
async function isNobodyChanged({ provider, credentials }: Sync, { since, cursor }: Run): Promise<boolean> {
  if (since === null || cursor !== null) return false;
  const changed = await provider.listUpdated?.(credentials, since.toISOString(), null);
  return changed?.users.length === 0 && changed.next === null;
}

/** Walks pages, fetching the next batch while this one is written. True when the provider has said that it was the last. */
async function walkPages(sync: Sync, run: Run, until: number): Promise<boolean> {
  // Credentials that speak for another project by now would list its users, and they would become rows.
  await confirmIdentity(sync);
  if (run.cursor === null && run.kind !== "delta") {
    await listen(sync.integration);
    run.expected = await countAtProvider(sync);
    await saveProgress(run.id, { expected: run.expected });
  }
  const read = batchReader(sync, run, until);
  let saved: Promise<void> = Promise.resolve();
  let batch = await read(run.cursor);
  for (;;) {
    const upcoming = batch.next !== null && Date.now() < until ? read(batch.next) : null;
    // Errors belong to the awaits below; whichever comes first must not leave the other unheard.
    upcoming?.catch(() => {});
    const written = writeBatch(sync, run, batch);
    written.catch(() => {});
    // In the order of the walk: a checkpoint never precedes the rows of the batches before it.
    await saved;
    saved = saveBatch(sync, run, batch, written);
    saved.catch(() => {});
    if (!upcoming) break;
    batch = await upcoming;
  }
  await saved;
  return batch.next === null;
}

/** Every user of the batch is stored, or parked, or unknown to the provider by now: only then may its checkpoint be saved. */
async function writeBatch(sync: Sync, run: Run, { users, floor }: Batch): Promise<Stored> {
  const repair = run.kind === "reconcile";
  const { current, doubtful } = await siftList(sync, users);
  const listed = await store(sync, current, floor, repair);
  const read = await storeById(sync, [...doubtful, ...listed.refused], repair);
  noteWalked(sync.integration, run.kind, users.length);
  return {
    accepted: [...listed.accepted, ...read.accepted],
    written: listed.written + read.written,
    unwritable: [...listed.unwritable, ...read.unwritable],
    // Who was refused as listed comes once more, as read later.
    live: [...current, ...read.live],
  };
}

async function saveBatch(sync: Sync, run: Run, batch: Batch, writing: Promise<Stored>): Promise<void> {
  const outcome = await writing;
  const { id: integrationId } = sync.integration;
  await parkUsers(integrationId, outcome.unwritable);
  await closeOpen(integrationId, outcome.accepted);
  reach("walk.written");
  run.firstFloor ??= batch.floor.floor;
  run.cursor = batch.next;
  run.phase = batch.next === null ? "suspects" : "pages";
  await saveProgress(run.id, {
    cursor: run.cursor,
    phase: run.phase,
    firstFloor: run.firstFloor,
    pages: batch.pages,
    seen: batch.users.length,
    written: outcome.written,
    parked: outcome.unwritable.length,
  });
  reach("walk.saved");
  const stored = new Set(outcome.accepted);
  await settleWalked(
    sync,
    run,
    outcome.live.filter(({ id }) => stored.has(id)),
  );
}
