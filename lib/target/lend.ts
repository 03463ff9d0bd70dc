import { openTarget } from "./connect";
import { formatConnectionString } from "./connection";
import { targetError } from "./errors";
import type { Connection, Target } from "./types";

/** A pool that nobody uses is closed after this long; its connections close by themselves after 10 s. */
const keptMillis = 30_000;

type Lent = { target: Target; users: number; closing: NodeJS.Timeout | undefined };

const pools = new Map<string, Lent>();

function borrow(key: string, connection: Connection): Lent {
  const lent = pools.get(key) ?? { target: openTarget(connection), users: 0, closing: undefined };
  clearTimeout(lent.closing);
  lent.users++;
  pools.set(key, lent);
  return lent;
}

function giveBack(key: string, lent: Lent): void {
  if (--lent.users > 0) return;
  lent.closing = setTimeout(() => {
    pools.delete(key);
    void lent.target.end();
  }, keptMillis).unref();
}

/**
 * Lends a target for `work` of the background, which comes again and again: what follows soon meets the same
 * connections, because a new one costs more than most drains. Every error comes out as an AppError.
 */
export async function lendTarget<T>(connection: Connection, work: (target: Target) => Promise<T>): Promise<T> {
  const key = formatConnectionString(connection);
  const lent = borrow(key, connection);
  try {
    return await work(lent.target);
  } catch (error) {
    throw targetError(error, connection);
  } finally {
    giveBack(key, lent);
  }
}
