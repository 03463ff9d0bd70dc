import pg from "pg";
import { Pool } from "undici";
import { receiveChanges, summariseInbox } from "@/db/queries/changes";
import { applyChanges } from "@/lib/sync/apply-changes";
import { finishWalk } from "@/lib/sync/finish-walk";
import { type Connected, connectProvider, walk, walkToTheEnd } from "./lib/console";
import { type Bench, type Figure, figure, ratios } from "./lib/figure";
import { type LoopbackProvider, startProvider } from "./lib/provider";
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

async function bothWays(bench: Bench, connected: Connected, provider: LoopbackProvider, indexes: number[]) {
  const direct = new Pool(provider.origin, { connections: 1 });
  const client = new pg.Client(connected.targetUrl);
  await client.connect();
  await client.query("create table public.users (like neon_auth.users_sync including all)");
  await client.query("insert into public.users select * from neon_auth.users_sync");
  const ms = { ours: [] as number[], rowwise: [] as number[] };
  for (let round = 0; round < bench.rounds; round++) {
    const version = round + 1;
    await provider.touch(indexes, version);
    await fill(connected, indexes, version);
    await bench.server.checkpoint();
    ms.ours.push(await timed(() => drain(connected)));
    await expectApplied(connected, version, indexes.length);
    await bench.server.checkpoint();
    ms.rowwise.push(await timed(() => rowwise(client, direct, indexes)));
    bench.note(`apply, round ${version}`);
  }
  await Promise.all([direct.close(), client.end()]);
  return ms;
}

/** From a full inbox to settled rows, against one get and one row upsert per event. Every user has really changed. */
export async function measure(bench: Bench): Promise<Figure[]> {
  const [users, events] = bench.quick ? [2_000, 300] : [100_000, 4_000];
  const provider = await startProvider(users);
  const connected = await connectProvider(bench.server, provider.origin);
  await walkToTheEnd(connected.integrationId);
  const indexes = Array.from({ length: events }, (_, n) => Math.floor((n * users) / events));
  const ms = await bothWays(bench, connected, provider, indexes);
  await connected.end();
  await provider.stop();
  const { value, spread } = ratios(ms.rowwise, ms.ours);
  return [
    figure({ name: "apply.vs_rowwise", unit: "×", bound: "least", must: 3, aim: 10 }, value, {
      spread,
      events,
      users,
      changesPerSecond: (events / median(ms.ours)) * 1000,
      rowwisePerSecond: (events / median(ms.rowwise)) * 1000,
    }),
  ];
}
