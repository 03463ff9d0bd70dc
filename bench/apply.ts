import pg from "pg";
import { Pool } from "undici";
import { receiveChanges, summariseInbox } from "@/db/queries/changes";
import { applyChanges } from "@/lib/sync/apply-changes";
import { finishWalk } from "@/lib/sync/finish-walk";
import { type Connected, connectProvider, walk, walkToTheEnd } from "./lib/console";
import { type Bench, type Figure, figure, ratios } from "./lib/figure";
import { startProvider } from "./lib/provider";
import { median, timed } from "./lib/stats";
import { idOf, inBatches } from "./lib/users";

/** A full inbox: one change for each of these users, received already. */
async function fill({ integrationId }: Connected, indexes: number[], version: number): Promise<void> {
  for (const [n, batch] of inBatches(indexes).entries()) {
    const changes = batch.map((index) => ({ userId: idOf(index), kind: "updated" as const, updatedAt: null }));
    await receiveChanges(integrationId, `v${version}-${n}`, changes);
  }
}

/** What the background functions do with it, until nothing is left. */
async function drain({ integrationId }: Connected): Promise<void> {
  for (;;) {
    const drained = await applyChanges(integrationId);
    if (drained.walk) {
      await walk(drained.walk);
      await finishWalk(drained.walk);
    } else if (drained.settled === 0) break;
  }
  const { waiting, parked, held } = await summariseInbox(integrationId);
  if (waiting + parked + held > 0) throw new Error(`${waiting + parked + held} changes did not settle`);
}

const upsert = `insert into public.users (id, name, email, created_at, raw_json) values ($1, $2, $3, $4, $5)
  on conflict (id) do update set name = excluded.name, email = excluded.email, raw_json = excluded.raw_json`;

/** The textbook: for each event in turn, one get and one upsert. */
async function rowwise(client: pg.Client, provider: Pool, indexes: number[]): Promise<void> {
  for (const index of indexes) {
    const { body } = await provider.request({ method: "GET", path: `/api/v1/users/${idOf(index)}` });
    const user = (await body.json()) as Record<string, string | number>;
    const created = new Date(Number(user.signed_up_at_millis));
    await client.query(upsert, [user.id, user.display_name, user.primary_email, created, JSON.stringify(user)]);
  }
}

async function expectApplied({ target }: Connected, version: number, count: number): Promise<void> {
  const sql = "select count(*)::int as rows from neon_auth.users_sync where name like '% v' || $1";
  const { rows } = await target.query(sql, [String(version)]);
  if (rows[0].rows !== count) throw new Error(`${rows[0].rows} of ${count} changes reached the table`);
}

type Load = { users: number; events: number };

/** Milliseconds per change, both ways in turn; the slow one does a part of them. */
async function bothWays(bench: Bench, { users, events }: Load) {
  const provider = await startProvider(users);
  const connected = await connectProvider(bench.server, provider.origin);
  await walkToTheEnd(connected.integrationId);
  const indexes = Array.from({ length: events }, (_, n) => Math.floor((n * users) / events));
  const part = indexes.slice(0, 2_000);
  const direct = new Pool(provider.origin, { connections: 1 });
  const client = await copyOf(connected);
  const ms = { ours: [] as number[], rowwise: [] as number[] };
  for (let version = 1; version <= bench.rounds; version++) {
    await provider.touch(indexes, version);
    await fill(connected, indexes, version);
    await bench.server.checkpoint();
    ms.rowwise.push((await timed(() => rowwise(client, direct, part))) / part.length);
    await bench.server.checkpoint();
    ms.ours.push((await timed(() => drain(connected))) / events);
    await expectApplied(connected, version, events);
    bench.note(`apply ${events} of ${users}, round ${version}`);
  }
  await Promise.all([direct.close(), client.end()]);
  await connected.end();
  await provider.stop();
  return { ...ratios(ms.rowwise, ms.ours), perSecond: 1000 / median(ms.ours), rowwise: 1000 / median(ms.rowwise) };
}

/** The same table with the same rows for the other side. */
async function copyOf({ targetUrl }: Connected): Promise<pg.Client> {
  const client = new pg.Client(targetUrl);
  await client.connect();
  await client.query("create table public.users (like neon_auth.users_sync including all)");
  await client.query("insert into public.users select * from neon_auth.users_sync");
  return client;
}

/**
 * From a full inbox to settled rows, against one get and one row upsert per event. Every user has really changed: a few
 * among many, whom the drain reads by id, and half of all, who are worth a walk.
 */
export async function measure(bench: Bench): Promise<Figure[]> {
  const few = bench.quick ? { users: 4_000, events: 300 } : { users: 100_000, events: 4_000 };
  const half = bench.quick ? { users: 2_000, events: 1_000 } : { users: 40_000, events: 20_000 };
  const [scattered, bulk] = [await bothWays(bench, few), await bothWays(bench, half)];
  return [
    figure({ name: "apply.vs_rowwise", unit: "×", bound: "least", must: 3, aim: 10 }, scattered.value, {
      spread: scattered.spread,
      ...few,
      changesPerSecond: scattered.perSecond,
      rowwisePerSecond: scattered.rowwise,
      halfOfAllChanged: bulk.value,
      halfChangesPerSecond: bulk.perSecond,
    }),
  ];
}
