import pg from "pg";
import type { ProviderUser } from "@/lib/providers/types";
import { takeFloor } from "@/lib/target/clock";
import { openTarget } from "@/lib/target/connect";
import { parseConnectionString } from "@/lib/target/connection";
import { createTable } from "@/lib/target/schema";
import type { Table, Target } from "@/lib/target/types";
import { writeUsers } from "@/lib/target/write";
import { copyBatches, overlapped, withClient } from "./lib/copy";
import { type Bench, type Figure, figure, ratios } from "./lib/figure";
import { median, timed } from "./lib/stats";
import { inBatches, usersOf } from "./lib/users";

const table: Table = { schema: "neon_auth", integrationId: "bench", adopted: false };
const options = { repair: false, volatile: ["last_active_at_millis"] };

/** Guarded writes on one connection as a walk does them: floors drawn ahead, one batch prepared while one runs. */
function guarded(target: Target, batches: ProviderUser[][]): Promise<void> {
  const draw = () => takeFloor(target, "0");
  const floors = [draw(), draw()];
  return overlapped(batches, async (batch) => {
    const floor = await (floors.shift() ?? draw());
    const writing = writeUsers(target, table, batch, floor, options);
    floors.push(draw());
    const { written } = await writing;
    if (written !== batch.length) throw new Error(`${written} of ${batch.length} new users were written`);
  });
}

const upsert = `insert into neon_auth.users_sync (id, name, email, created_at, updated_at, raw_json)
  values ($1, $2, $3, $4, $5, $6) on conflict (id) do update
  set name = excluded.name, email = excluded.email, updated_at = excluded.updated_at, raw_json = excluded.raw_json`;

/** What a hand-written sync does: one statement and one commit for each user. */
async function rowwise(client: pg.Client, users: ProviderUser[]): Promise<void> {
  for (const { id, name, email, createdAt, updatedAt, raw } of users) {
    await client.query(upsert, [id, name, email, createdAt, updatedAt, JSON.stringify(raw)]);
  }
}

/** Every second batch, say, for each of two connections. */
const lanes = <T>(batches: T[], connections: number): T[][] =>
  Array.from({ length: connections }, (_, lane) => batches.filter((_, n) => n % connections === lane));

type Place = { url: string; empty(): Promise<void> };

const viaCopy = async (place: Place, batches: ProviderUser[][], connections: number) => {
  await place.empty();
  const clients = lanes(batches, connections).map((lane) => ({ lane, client: new pg.Client(place.url) }));
  await Promise.all(clients.map(({ client }) => client.connect()));
  const ms = await timed(() => Promise.all(clients.map(({ client, lane }) => copyBatches(client, lane))));
  await Promise.all(clients.map(({ client }) => client.end()));
  return ms;
};

const viaGuard = async (place: Place, batches: ProviderUser[][], connections: number) => {
  await place.empty();
  const connection = parseConnectionString(place.url);
  const targets = lanes(batches, connections).map((lane) => ({
    lane,
    target: openTarget(connection, { maxConnections: 1 }),
  }));
  await Promise.all(targets.map(({ target }) => target.query("select")));
  const ms = await timed(() => Promise.all(targets.map(({ target, lane }) => guarded(target, lane))));
  await Promise.all(targets.map(({ target }) => target.end()));
  return ms;
};

const viaRows = async (place: Place, users: ProviderUser[]) => {
  await place.empty();
  return withClient(place.url, (client) => timed(() => rowwise(client, users)));
};

async function makePlace({ server }: Bench): Promise<Place> {
  const url = await server.createDatabase();
  const target = openTarget(parseConnectionString(url));
  await createTable(target, { ...table, allowGenerated: false });
  await target.end();
  return {
    url,
    empty: async () => {
      await withClient(url, (client) => client.query("truncate neon_auth.users_sync, rollcall.neon_auth_row_versions"));
      await server.checkpoint();
    },
  };
}

/** New users into an empty table: the guarded write against COPY and against a statement per row. */
export async function measure(bench: Bench): Promise<Figure[]> {
  const users = usersOf(bench.quick ? 10_000 : 60_000);
  const single = users.slice(0, bench.quick ? 500 : 6_000);
  const batches = inBatches(users);
  const place = await makePlace(bench);
  const ms = {
    copy: [] as number[],
    guard: [] as number[],
    rows: [] as number[],
    copy2: [] as number[],
    guard2: [] as number[],
  };
  for (let round = 0; round < bench.rounds; round++) {
    ms.copy.push(await viaCopy(place, batches, 1));
    ms.guard.push(await viaGuard(place, batches, 1));
    ms.rows.push(await viaRows(place, single));
    ms.copy2.push(await viaCopy(place, batches, 2));
    ms.guard2.push(await viaGuard(place, batches, 2));
    bench.note(`write, round ${round + 1}`);
  }
  await bench.server.dropDatabase(place.url);
  const perSecond = (times: number[], count: number) => (count / median(times)) * 1000;
  const [copyRate, guardRate] = [perSecond(ms.copy, users.length), perSecond(ms.guard, users.length)];
  const toCopy = ratios(ms.copy, ms.guard);
  const toRows = ratios(
    ms.rows.map((each) => each / single.length),
    ms.guard.map((each) => each / users.length),
  );
  return [
    figure({ name: "write.vs_copy", unit: "×", bound: "least", must: 0.4, aim: 0.65 }, toCopy.value, {
      spread: toCopy.spread,
      users: users.length,
      guardedPerSecond: guardRate,
      copyPerSecond: copyRate,
      onTwoConnections: ratios(ms.copy2, ms.guard2).value,
    }),
    figure({ name: "write.vs_rowwise", unit: "×", bound: "least", must: 10, aim: 15 }, toRows.value, {
      spread: toRows.spread,
      guardedPerSecond: guardRate,
      rowwisePerSecond: perSecond(ms.rows, single.length),
    }),
  ];
}
