import { existsSync } from "node:fs";
import path from "node:path";
import { checkNode } from "./lib/node.mjs";

checkNode();
const { readSecrets, readState } = await import("./lib/data-dir.mjs");
const { giveUp, Refusal } = await import("./lib/say.mjs");
const { readSettings, root } = await import("./lib/settings.mjs");

async function link() {
  if (existsSync(path.join(root, ".env"))) process.loadEnvFile(path.join(root, ".env"));
  const { dataDir, embedded, databaseUrl, url } = readSettings([], process.env);
  const state = readState(dataDir);
  if (embedded && !state.postgresPort) throw new Refusal("Rollcall has not run here yet: start it with npm start.");
  // Not before: they need what the first start has installed.
  const { addresses } = await import("./lib/roles.mjs");
  const { makeSignInLink } = await import("./lib/sign-in-link.mjs");
  const database = embedded ? addresses(state.postgresPort, readSecrets(dataDir)).console : databaseUrl;
  return makeSignInLink(database, process.env.NEXTAUTH_URL || !state.url ? url : state.url);
}

try {
  console.log(await link());
} catch (error) {
  giveUp(
    error.code === "ECONNREFUSED"
      ? new Refusal("The console's database does not answer: start Rollcall first.")
      : error,
  );
}
