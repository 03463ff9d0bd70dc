import type { AuthContext } from "better-auth";
import { Webhook } from "standardwebhooks";

type Adapter = AuthContext["adapter"];
type Logger = AuthContext["logger"];
type Endpoint = { id: string; url: string; secret: string };
type EventType = "user.created" | "user.updated" | "user.deleted";
type OutboxRow = {
  id: string;
  type: EventType;
  userId: string;
  userUpdatedAt: Date | null;
  attempts: number;
  createdAt: Date;
  nextAttemptAt: Date;
};
type Outcome = "delivered" | "gone" | "failed";

const ENDPOINT = "rollcallEndpoint";
const OUTBOX = "rollcallOutbox";
const REQUEST_TIMEOUT = 10_000;
const RETRY = { first: 1_000, longest: 30_000 };
const DATABASE_RETRY = 5_000;
/** After that long Rollcall's own reconcile has found the change. */
const KEEP = 3 * 24 * 3_600_000;

const fromNow = (ms: number) => new Date(Date.now() + ms);
const retryDelay = (attempts: number) => Math.min(RETRY.first * 2 ** (attempts - 1), RETRY.longest);

export type Outbox = ReturnType<typeof createOutbox>;

/** The outbox on Better Auth's own database adapter, and the loop that empties it. Idle, it leaves the database alone. */
export function createOutbox(adapter: Adapter, logger: Logger, signal?: AbortSignal) {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let calledAgain = false;

  function wake(delay: number): void {
    clearTimeout(timer);
    if (!signal?.aborted) timer = setTimeout(run, delay).unref();
  }

  async function run(): Promise<void> {
    if (running) {
      calledAgain = true;
      return;
    }
    running = true;
    let next = await deliverDue(adapter, logger, signal).catch((error: unknown) => {
      logger.warn(`Rollcall's outbox cannot be worked, next try in ${DATABASE_RETRY / 1000} s`, error);
      return DATABASE_RETRY;
    });
    running = false;
    if (calledAgain) next = 0;
    calledAgain = false;
    if (next !== null) wake(next);
  }

  // What an earlier process left behind; a little later, since the tables may be made during this start.
  wake(2_000);
  signal?.addEventListener("abort", () => clearTimeout(timer), { once: true });

  return {
    /** Notes that a user changed. Never throws: a change that is lost here is found by Rollcall's next reconcile. */
    async add(type: EventType, user: { id: string; updatedAt?: Date }): Promise<void> {
      // Bulk updates hand over a count, not a user.
      if (typeof user?.id !== "string") return;
      try {
        if (!(await findEndpoint(adapter))) return;
        const now = new Date();
        const data = { type, userId: user.id, userUpdatedAt: user.updatedAt ?? null, attempts: 0 };
        await adapter.create({ model: OUTBOX, data: { ...data, nextAttemptAt: now, createdAt: now } });
        if (running) calledAgain = true;
        else wake(0);
      } catch (error) {
        logger.error(`${type} of ${user.id} did not reach Rollcall's outbox`, error);
      }
    },
    /** Replaces the registered webhook; what waits in the outbox goes to the new one. */
    async register(endpoint: { url: string; secret: string }): Promise<void> {
      const created = await adapter.create<object, { id: string }>({
        model: ENDPOINT,
        data: { ...endpoint, createdAt: new Date() },
      });
      await adapter.deleteMany({ model: ENDPOINT, where: [{ field: "id", operator: "ne", value: created.id }] });
      wake(0);
    },
    async unregister(): Promise<void> {
      await adapter.deleteMany({ model: ENDPOINT, where: [] });
      await adapter.deleteMany({ model: OUTBOX, where: [] });
    },
  };
}

async function findEndpoint(adapter: Adapter): Promise<Endpoint | undefined> {
  const sortBy = { field: "createdAt", direction: "desc" } as const;
  return (await adapter.findMany<Endpoint>({ model: ENDPOINT, sortBy, limit: 1 }))[0];
}

const oldestFirst = { model: OUTBOX, sortBy: { field: "nextAttemptAt", direction: "asc" } } as const;

/** Delivers what is due, until one attempt fails. Returns in how many ms to call again; null: nothing waits. */
async function deliverDue(adapter: Adapter, logger: Logger, signal?: AbortSignal): Promise<number | null> {
  const endpoint = await findEndpoint(adapter);
  if (!endpoint) return null;
  const where = [{ field: "nextAttemptAt", operator: "lte" as const, value: new Date() }];
  for (const row of await adapter.findMany<OutboxRow>({ ...oldestFirst, where, limit: 50 })) {
    if (signal?.aborted) return null;
    const outcome = await deliver(adapter, endpoint, row);
    if (outcome === "gone") {
      logger.warn(`${endpoint.url} is gone: deliveries to Rollcall end until it registers again`);
      await forget(adapter, endpoint);
      return 0;
    }
    // The others wait too: their turn comes one by one until Rollcall answers again.
    if (outcome === "failed") return RETRY.first;
  }
  const [next] = await adapter.findMany<OutboxRow>({ ...oldestFirst, limit: 1 });
  return next ? Math.max(0, next.nextAttemptAt.getTime() - Date.now()) : null;
}

async function deliver(adapter: Adapter, endpoint: Endpoint, row: OutboxRow): Promise<Outcome> {
  const attempts = row.attempts + 1;
  // Conditional on what was read, so that of several processes one makes the attempt.
  const claimed = await adapter.updateMany({
    model: OUTBOX,
    where: [
      { field: "id", value: row.id },
      { field: "attempts", value: row.attempts },
    ],
    update: { attempts, nextAttemptAt: fromNow(REQUEST_TIMEOUT * 2) },
  });
  // Another process has it.
  if (claimed === 0) return "delivered";
  const outcome = await post(endpoint, row);
  const thisRow = [{ field: "id", value: row.id }];
  if (outcome === "delivered" || Date.now() - row.createdAt.getTime() > KEEP) {
    await adapter.delete({ model: OUTBOX, where: thisRow });
  } else {
    const nextAttemptAt = fromNow(retryDelay(attempts));
    await adapter.updateMany({ model: OUTBOX, where: thisRow, update: { nextAttemptAt } });
  }
  return outcome;
}

/** One attempt, signed by Standard Webhooks: the id stays the row's, the timestamp is the attempt's. */
async function post(endpoint: Endpoint, row: OutboxRow): Promise<Outcome> {
  const data = { id: row.userId, updatedAt: row.userUpdatedAt?.toISOString() ?? null };
  const body = JSON.stringify({ type: row.type, data });
  const now = new Date();
  const headers = {
    "content-type": "application/json",
    "webhook-id": row.id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(endpoint.secret).sign(row.id, now, body),
  };
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT);
  try {
    const response = await fetch(endpoint.url, { method: "POST", headers, body, redirect: "manual", signal });
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) return "gone";
    return response.ok ? "delivered" : "failed";
  } catch {
    return "failed";
  }
}

async function forget(adapter: Adapter, endpoint: Endpoint): Promise<void> {
  await adapter.deleteMany({ model: ENDPOINT, where: [{ field: "id", value: endpoint.id }] });
  const where = [{ field: "createdAt", operator: "lte" as const, value: new Date() }];
  if (!(await findEndpoint(adapter))) await adapter.deleteMany({ model: OUTBOX, where });
}
