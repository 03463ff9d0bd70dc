import pg from "pg";
import { Refusal } from "./say.mjs";

/** Refuses where the console database already holds what other keys have sealed: every project has a connection. */
export async function refuseNewKeys(databaseUrl, dataDir) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query("select from projects limit 1");
    if (rows.length === 0) return;
  } finally {
    await client.end();
  }
  throw new Refusal(
    "The console database holds connections and credentials that were sealed with keys which are not here: " +
      `neither in ROLLCALL_KEYS nor in ${dataDir}/secrets.json. Nothing was changed, and no new keys were made. ` +
      "Set ROLLCALL_KEYS to the keys that sealed them, or restore that file from your backup.",
  );
}
