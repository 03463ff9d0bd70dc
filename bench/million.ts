import { connectProvider } from "./lib/console";
import type { Bench } from "./lib/figure";
import { startProvider } from "./lib/provider";
import { type Walked, walkApart } from "./lib/walk-process";

export type Million = {
  /** Date and commit, in a report. */
  at?: string;
  users: number;
  backfill: { seconds: number; usersPerSecond: number; peakMb: number };
  reconcile: { seconds: number; usersPerSecond: number; peakMb: number };
};

/** One million users backfilled and then compared in full, once. */
export async function measure({ server, quick, note }: Bench): Promise<Million> {
  const users = quick ? 10_000 : 1_000_000;
  const provider = await startProvider(users);
  const connected = await connectProvider(server, provider.origin);
  const told = ({ ms, peakBytes }: Walked) => ({
    seconds: Math.round(ms / 100) / 10,
    usersPerSecond: Math.round((users / ms) * 1000),
    peakMb: Math.round(peakBytes / 1024 / 1024),
  });
  const backfill = told(await walkApart(connected));
  note(`million, backfilled in ${backfill.seconds} s`);
  const reconcile = told(await walkApart(connected));
  const { rows } = await connected.target.query("select count(*)::int as rows from neon_auth.users_sync");
  await connected.end();
  await provider.stop();
  if (rows[0].rows !== users) throw new Error(`${rows[0].rows} rows of ${users} users`);
  return { users, backfill, reconcile };
}
