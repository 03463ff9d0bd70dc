import { findLastVerify } from "@/db/queries/runs";
import { verify } from "@/lib/integrations/verify";
import { type Connected, connectProvider } from "./lib/console";
import { withClient } from "./lib/copy";
import type { Bench } from "./lib/figure";
import { startProvider } from "./lib/provider";
import { type Walked, walkApart } from "./lib/walk-process";

type Told = { seconds: number; usersPerSecond: number; peakMb: number };

export type Million = {
  /** Date and commit, in a report. */
  at?: string;
  users: number;
  backfill: Told;
  reconcile: Told;
  /** `vsReconcile`: its time by that of the compare before it. `consoleMb`: the console database after it. */
  verify?: Told & { vsReconcile: number; consoleMb: number };
};

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

const sizeOf = (url: string): Promise<number> =>
  withClient(url, async (client) => {
    const { rows } = await client.query("select pg_database_size(current_database())::float8 as size");
    return megabytes(rows[0].size);
  });

/** What takes no time because it does nothing is no figure. */
async function confirm({ target, integrationId }: Connected, users: number): Promise<void> {
  const { rows } = await target.query("select count(*)::int as rows from neon_auth.users_sync");
  if (rows[0].rows !== users) throw new Error(`${rows[0].rows} rows of ${users} users`);
  const verified = await findLastVerify(integrationId);
  if (verified?.state !== "equal" || verified.seen !== users) throw new Error(`verified: ${JSON.stringify(verified)}`);
}

/** One million users backfilled, then compared in full, then verified, once. */
export async function measure({ server, quick, note }: Bench): Promise<Million> {
  const users = quick ? 10_000 : 1_000_000;
  const provider = await startProvider(users);
  const connected = await connectProvider(server, provider.origin);
  const told = ({ ms, peakBytes }: Walked) => ({
    seconds: Math.round(ms / 100) / 10,
    usersPerSecond: Math.round((users / ms) * 1000),
    peakMb: megabytes(peakBytes),
  });
  const backfill = told(await walkApart(connected));
  note(`million, backfilled in ${backfill.seconds} s`);
  const compared = await walkApart(connected);
  note(`million, compared in ${Math.round(compared.ms / 1000)} s`);
  await verify(connected.actor, connected.projectId);
  const verified = await walkApart(connected);
  const consoleMb = await sizeOf(connected.consoleUrl);
  await confirm(connected, users);
  await connected.end();
  await provider.stop();
  const vsReconcile = Math.round((verified.ms / compared.ms) * 100) / 100;
  return { users, backfill, reconcile: told(compared), verify: { ...told(verified), vsReconcile, consoleMb } };
}
