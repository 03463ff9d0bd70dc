import { addMinutes, type Counted, type MinuteRow } from "@/db/queries/minutes";
import { log } from "@/lib/log";
import { addLags } from "./lag";

const everyMillis = 5000;
const minuteMillis = 60_000;

type Buffer = { rows: Map<string, MinuteRow & Record<Counted, number>>; timer: NodeJS.Timeout | undefined };

// Next loads routes and instrumentation as separate module graphs: what both of them count into is on globalThis.
const shared = globalThis as typeof globalThis & { rollcallMinutes?: Buffer };

function buffer(): Buffer {
  shared.rollcallMinutes ??= { rows: new Map(), timer: undefined };
  return shared.rollcallMinutes;
}

const nothing = {
  applied: 0,
  superseded: 0,
  duplicate: 0,
  askedAgain: 0,
  parked: 0,
  held: 0,
  requests: 0,
  refused: 0,
};

/**
 * Counts for the charts, in this process, until the next flush a few seconds later. `lags` are milliseconds from event to
 * row. What a killed process had not flushed yet is missing in the charts, and nowhere else.
 */
export function countMinute(
  integrationId: string,
  counts: Partial<Record<Counted, number>>,
  lags: number[] = [],
  now = Date.now(),
): void {
  const { rows } = buffer();
  const minute = new Date(Math.floor(now / minuteMillis) * minuteMillis);
  const key = `${integrationId} ${minute.getTime()}`;
  const row = rows.get(key) ?? { integrationId, minute, ...nothing, lag: [] };
  for (const [name, count] of Object.entries(counts) as [Counted, number][]) row[name] += count;
  addLags(row.lag, lags);
  rows.set(key, row);
  flushSoon();
}

function flushSoon(): void {
  const here = buffer();
  here.timer ??= setTimeout(() => {
    here.timer = undefined;
    void flushMinutes();
  }, everyMillis).unref();
}

/** Writes what was counted since the last time. Never throws: nobody's work depends on a chart. */
export async function flushMinutes(): Promise<void> {
  const here = buffer();
  const rows = [...here.rows.values()];
  here.rows.clear();
  if (rows.length === 0) return;
  await addMinutes(rows).catch((error: unknown) => log.warn({ error }, "some minutes are missing in the charts"));
}
