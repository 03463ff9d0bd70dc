import { findRunningRun, type Run } from "@/db/queries/runs";
import type { ProviderUser } from "@/lib/providers/types";
import { finishWalk } from "@/lib/sync/finish-walk";
import { type Connected, connectProvider, walk } from "./lib/console";
import { copyAll } from "./lib/copy";
import { type Bench, type Figure, figure, ratios } from "./lib/figure";
import { startProvider } from "./lib/provider";
import { median, timed } from "./lib/stats";
import { usersOf } from "./lib/users";

async function runningRun({ integrationId }: Connected): Promise<Run> {
  const run = await findRunningRun(integrationId);
  if (!run) throw new Error("no walk is running");
  return run;
}

async function timedWalk(connected: Connected): Promise<number> {
  const { id } = await runningRun(connected);
  const ms = await timed(() => walk(id));
  await finishWalk(id);
  return ms;
}

/** Every row says which transaction wrote it: what no run reports about itself. */
async function rowsWritten({ target }: Connected, work: () => Promise<void>): Promise<number> {
  const before = await target.query("select pg_current_xact_id()::text as id");
  await work();
  const written = "select count(*)::int as rows from neon_auth.users_sync where xmin::text::bigint >= $1::bigint";
  return (await target.query(written, [before.rows[0].id])).rows[0].rows;
}

async function expectRows({ target }: Connected, count: number): Promise<void> {
  const { rows } = await target.query(
    "select count(*)::int as rows from neon_auth.users_sync where deleted_at is null",
  );
  if (rows[0].rows !== count) throw new Error(`${rows[0].rows} rows of ${count} users`);
}

type Round = { walk: number; reconcile: number; written: number; copy: number };

async function round({ server }: Bench, origin: string, users: ProviderUser[]): Promise<Round> {
  const connected = await connectProvider(server, origin);
  await server.checkpoint();
  const walked = await timedWalk(connected);
  await expectRows(connected, users.length);
  let reconcile = 0;
  const written = await rowsWritten(connected, async () => {
    reconcile = await timedWalk(connected);
  });
  await expectRows(connected, users.length);
  await connected.target.query("truncate neon_auth.users_sync, rollcall.neon_auth_row_versions");
  await server.checkpoint();
  const copy = await timed(() => copyAll(connected.targetUrl, users));
  await connected.end();
  return { walk: walked, reconcile, written, copy };
}

/** The real walk from a provider on loopback, the full compare that follows it, and COPY of the same users. */
export async function measure(bench: Bench): Promise<Figure[]> {
  const users = usersOf(bench.quick ? 5_000 : 200_000);
  const provider = await startProvider(users.length);
  const rounds: Round[] = [];
  for (let n = 0; n < bench.rounds; n++) {
    rounds.push(await round(bench, provider.origin, users));
    bench.note(`backfill, round ${n + 1}`);
  }
  await provider.stop();
  const of = (key: keyof Round) => rounds.map((each) => each[key]);
  const perSecond = (key: keyof Round) => (users.length / median(of(key))) * 1000;
  const { value, spread } = ratios(of("copy"), of("walk"));
  return [
    figure({ name: "backfill.vs_copy", unit: "×", bound: "least", must: 0.2, aim: 0.45 }, value, {
      spread,
      users: users.length,
      usersPerSecond: perSecond("walk"),
      copyPerSecond: perSecond("copy"),
    }),
    figure({ name: "reconcile.unchanged", unit: "rows", bound: "most", must: 0, aim: 0 }, Math.max(...of("written")), {
      users: users.length,
      usersPerSecond: perSecond("reconcile"),
      rounds: rounds.length,
    }),
  ];
}
