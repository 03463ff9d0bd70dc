import { setImmediate } from "node:timers/promises";
import { confirmClaim } from "./claims";
import { codeOf } from "./errors";
import { writeSql } from "./guard";
import { lockedIds } from "./locked";
import { retrying } from "./retry";
import { batches, isStorableId, type Line, toLine } from "./rows";
import type { Floor, Table, Target, UserRow, WriteOutcome } from "./types";

type WriteOptions = {
  /** Compares stored rows too, and mends those that somebody edited or removed by hand. */
  repair: boolean;
  /** Top-level keys of `raw` that are stored, but are no change by themselves. */
  volatile: string[];
};

type Answer = { id: string; written: boolean };
type Job = { target: Target; table: Table; floor: Floor; sql: string; volatile: string[]; outcome: WriteOutcome };

const lockTimeout = "55P03";
const maxBytes = 8 * 1024 * 1024;
/** Upserting a generated key waits for customers' transactions that refer to it: keep those waits short. */
const maxRows = (table: Table) => (table.adopted ? 200 : 1000);

/** Data exceptions, refusals by the customer's own constraints and triggers, limits of size or depth: the row's fault. */
const isRowFault = (code: string) => /^2[23]|^54|^P0/.test(code);

function reasonFor(code: string): string {
  if (code.startsWith("22007") || code.startsWith("22008")) return `PostgreSQL cannot read one of its times (${code}).`;
  if (code.startsWith("P0")) return `A trigger on users_sync refuses this row (${code}).`;
  if (code.startsWith("23")) return `A constraint on users_sync refuses this row (${code}).`;
  return `PostgreSQL cannot store this user (${code}).`;
}

/**
 * Stores what a read of the provider gave. A row is written only where the stored one was read before `floor` was
 * drawn; everything else comes back as refused, to be read again. Ids that occur twice count once, the last one wins.
 * Throws AppError `conflict` where the claim is lost, and the driver's errors (see `targetError`).
 */
export async function writeUsers(
  target: Target,
  table: Table,
  rows: UserRow[],
  floor: Floor,
  { repair, volatile }: WriteOptions,
): Promise<WriteOutcome> {
  const outcome: WriteOutcome = { accepted: [], written: 0, refused: [], unwritable: [] };
  const job = { target, table, floor, sql: writeSql(table, repair), volatile, outcome };
  const distinct = new Map(rows.map((row) => [row.id, row])).values();
  // While one batch is with the server, the next one is prepared.
  let sending: Promise<void> = Promise.resolve();
  for (const batch of batches(prepare(distinct, job), maxRows(table), maxBytes)) {
    await sending;
    sending = writeBatch(job, batch);
    // Heard when it is awaited; preparing must not leave it unheard.
    sending.catch(() => {});
    await setImmediate();
  }
  await sending;
  if (outcome.refused.length > 0 && outcome.accepted.length === 0) await confirmClaim(target, table);
  return outcome;
}

function* prepare(rows: Iterable<UserRow>, { table, volatile, outcome }: Job): Generator<Line> {
  for (const row of rows) {
    const reason = fault(row, table);
    if (reason) {
      outcome.unwritable.push({ id: row.id, reason });
      continue;
    }
    try {
      yield toLine(row, volatile);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      outcome.unwritable.push({ id: row.id, reason: "Its JSON is nested too deeply." });
    }
  }
}

function fault({ id, raw }: UserRow, { adopted }: Table): string | null {
  if (!isStorableId(id)) return "PostgreSQL cannot store its id: it is empty, too long, or not plain text.";
  if (adopted && (raw as { id?: unknown }).id !== id)
    return "The table derives the id from raw_json, and raw_json has another.";
  return null;
}

/** Writes one statement's worth; where a row aborts it, halves it until that row is alone. */
async function writeBatch(job: Job, lines: Line[]): Promise<void> {
  try {
    collect(job.outcome, lines, await retrying(() => sendFree(job, lines)));
  } catch (error) {
    const code = codeOf(error) ?? "";
    if (!isRowFault(code)) throw error;
    const [only] = lines;
    if (lines.length === 1 && only) {
      job.outcome.unwritable.push({ id: only.id, reason: reasonFor(code) });
      return;
    }
    const half = Math.ceil(lines.length / 2);
    await writeBatch(job, lines.slice(0, half));
    await writeBatch(job, lines.slice(half));
  }
}

/** Rows that customers' open transactions hold are left for a later read (refused), so that they keep nobody else waiting. */
async function sendFree(job: Job, lines: Line[]): Promise<Answer[]> {
  try {
    return await send(job, lines);
  } catch (error) {
    if (codeOf(error) !== lockTimeout) throw error;
    const ids = lines.map(({ id }) => id);
    const locked = await lockedIds(job.target, job.table, ids);
    const free = lines.filter(({ id }) => !locked.has(id));
    if (free.length === 0 || free.length === lines.length) throw error;
    return sendFree(job, free);
  }
}

async function send({ target, table, floor, sql, volatile }: Job, lines: Line[]): Promise<Answer[]> {
  const ndjson = lines.map(({ text }) => text).join("\n");
  const values = [ndjson, floor.floor, floor.epoch, table.schema, table.integrationId, volatile];
  return target.transaction(async (tx) => {
    if (table.adopted) await tx.query("set local lock_timeout = '2s'");
    return (await tx.query<Answer>(sql, values)).rows;
  });
}

function collect(outcome: WriteOutcome, lines: Line[], answers: Answer[]): void {
  const accepted = new Set(answers.map(({ id }) => id));
  outcome.accepted.push(...accepted);
  outcome.written += answers.filter(({ written }) => written).length;
  outcome.refused.push(...lines.map(({ id }) => id).filter((id) => !accepted.has(id)));
}
