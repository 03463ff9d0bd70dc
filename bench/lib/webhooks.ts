import { saveWebhookSecret } from "@/lib/integrations/webhook-secret";
import { newWebhookSecret } from "@/lib/providers/signature";
import { type Connected, connectProvider, walkToTheEnd } from "./console";
import { withClient } from "./copy";
import type { Bench } from "./figure";
import { type Delivery, deliveriesOf } from "./load";
import { type LoopbackProvider, startProvider } from "./provider";
import { buildBoth, serveConsole, serveNaive } from "./web";

export type Side = { url: string; databaseUrl: string };

/** The console and the textbook handler, both served by Next on one Postgres and each with all users in its table. */
export type BothSides = {
  ours: Side;
  naive: Side;
  /** Changes the next `count` users at the provider, and returns what it would send about them. */
  change(count: number): Promise<Delivery[]>;
  stop(): Promise<void>;
};

const users = 20_000;

async function makeNaiveTable({ server }: Bench, connected: Connected): Promise<string> {
  const url = await server.createDatabase();
  await withClient(url, (client) =>
    client.query(`create table users (id text primary key, name text, email text, created_at timestamptz,
      updated_at timestamptz, deleted_at timestamptz, raw_json jsonb not null)`),
  );
  const { rows } = await connected.target.query("select json_agg(u) as all from neon_auth.users_sync u");
  await withClient(url, (client) =>
    client.query("insert into users select * from json_populate_recordset(null::users, $1)", [
      JSON.stringify(rows[0].all),
    ]),
  );
  return url;
}

function changer(provider: LoopbackProvider, secret: string): BothSides["change"] {
  let [version, from] = [0, 0];
  return async (count) => {
    const indexes = Array.from({ length: count }, (_, n) => (from + n) % users);
    from += count;
    version++;
    await provider.touch(indexes, version);
    return deliveriesOf(secret, indexes, version);
  };
}

export async function startBothSides(bench: Bench): Promise<BothSides> {
  await buildBoth(bench.quick);
  const provider = await startProvider(users);
  const connected = await connectProvider(bench.server, provider.origin);
  await walkToTheEnd(connected.integrationId);
  const secret = newWebhookSecret();
  await saveWebhookSecret(connected.actor, connected.projectId, secret);
  const databaseUrl = await makeNaiveTable(bench, connected);
  const [rollcall, naive] = await Promise.all([serveConsole(connected.consoleUrl), serveNaive(databaseUrl, secret)]);
  return {
    ours: { url: `${rollcall.url}/api/webhooks/${connected.integrationId}`, databaseUrl: connected.targetUrl },
    naive: { url: `${naive.url}/hook`, databaseUrl },
    change: changer(provider, secret),
    stop: async () => {
      await Promise.all([rollcall.stop(), naive.stop()]);
      await connected.end();
      await bench.server.dropDatabase(databaseUrl);
      await provider.stop();
    },
  };
}
