import { AppError, toPublicError } from "@/lib/errors";
import { Throttled } from "@/lib/http-budget";
import type { ProviderUser } from "@/lib/providers/types";
import type { Sync } from "./context";

/** Requests at once; how many there may be in a second is the budget's matter. */
const parallelReads = 16;
/** Whoever could not be asked within this time is asked by the next step. */
const longestMillis = 10_000;

export type Reading = { id: string; user: ProviderUser | null } | { id: string; error: unknown };

/** `later`: the provider takes no more requests for now. Whoever is not among the readings was not asked. */
export type Readings = { readings: Reading[]; later: Throttled | null };

/** What readings say: users who are there, ids that the provider does not know, and users who cannot be read. */
export function splitReadings(readings: Reading[]) {
  return {
    live: readings.flatMap((reading) => ("user" in reading && reading.user ? [reading.user] : [])),
    gone: readings.flatMap((reading) => ("user" in reading && !reading.user ? [reading.id] : [])),
    unread: readings.flatMap((reading) =>
      "error" in reading ? [{ id: reading.id, reason: toPublicError(reading.error).message }] : [],
    ),
  };
}

/** Those of `ids` whom nobody could ask about yet. */
export function unaskedOf(ids: string[], readings: Reading[]): string[] {
  const asked = new Set(readings.map(({ id }) => id));
  return ids.filter((id) => !asked.has(id));
}

/**
 * Asks the provider for each user by id, some at a time, in batches where it can. One user who cannot be read does not
 * stop the others; if none can be read and the provider does not answer for itself either, that error is thrown.
 */
export async function readUsers(sync: Sync, ids: string[]): Promise<Readings> {
  const size = sync.provider.batch?.size ?? 1;
  const groups = Array.from({ length: Math.ceil(ids.length / size) }, (_, n) => ids.slice(n * size, (n + 1) * size));
  const until = Date.now() + longestMillis;
  const answers = await inParallel(groups, async (group) => (Date.now() < until ? readGroup(sync, group) : []));
  const readings = answers.flat().filter((reading) => !lateness(reading));
  const later = answers.flat().map(lateness).find(Boolean) ?? null;
  if (readings.length > 0 && readings.every((reading) => "error" in reading)) await confirmIdentity(sync);
  return { readings, later };
}

const lateness = (reading: Reading): Throttled | null =>
  "error" in reading && reading.error instanceof Throttled ? reading.error : null;

/** Whom a batch leaves out, or all of them where it fails, is asked for alone: only that answer may say "no such user". */
async function readGroup(sync: Sync, ids: string[]): Promise<Reading[]> {
  const { provider, credentials } = sync;
  const batch = ids.length > 1 ? await provider.batch?.get(credentials, ids).catch(() => []) : [];
  const found = new Map(batch?.map((user) => [user.id, user]));
  const readings: Reading[] = [];
  for (const id of ids) readings.push(found.has(id) ? { id, user: found.get(id) ?? null } : await readOne(sync, id));
  return readings;
}

const readOne = ({ provider, credentials }: Sync, id: string): Promise<Reading> =>
  provider.getUser(credentials, id).then(
    (user) => ({ id, user }),
    (error: unknown) => ({ id, error }),
  );

async function inParallel<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [n, item] of queue) results[n] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(parallelReads, items.length) }, worker));
  return results;
}

/** Nobody is believed gone before the same credentials have said again which project they speak for. */
export async function confirmIdentity({ provider, credentials, integration }: Sync): Promise<void> {
  const project = await provider.identify(credentials);
  if (project.id === integration.providerProjectId) return;
  throw new AppError("provider_refused", `The credentials now speak for another project: ${project.name}.`, {
    meaning: "Nothing was deleted. The table stays as it was.",
    remedy: `Disconnect, or restore the key of ${integration.providerProjectName}.`,
  });
}
