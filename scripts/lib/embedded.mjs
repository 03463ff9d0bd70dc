import { Part } from "./part.mjs";
import { freePort, isFree } from "./ports.mjs";
import { startPostgres, stopLeftover } from "./postgres.mjs";
import { clusterDir } from "./postgres-files.mjs";
import { addresses, prepareServer } from "./roles.mjs";
import { say } from "./say.mjs";

/** The port of the last start if it can be had, so that a person's connections keep working. */
async function choosePort(remembered) {
  return remembered && (await isFree(remembered, "127.0.0.1")) ? remembered : freePort();
}

/** Starts the built-in Postgres with its roles and databases, keeps it alive, and returns the addresses. */
export async function startEmbedded({ settings, secrets, state, note, stack }) {
  const dir = clusterDir(settings.dataDir);
  say(`Starting Postgres on ${dir}`);
  if (await stopLeftover(dir)) say("Stopped a Postgres that an earlier start left behind");
  const port = await choosePort(state.postgresPort);
  const launch = async () => (await startPostgres({ dir, password: secrets.superuser, port })).child;
  const onStart = (pid) => note({ postgresPort: port, parts: { ...state.parts, postgres: pid } });
  const part = new Part("Postgres", launch, { signal: "SIGINT", onStart });
  stack.push(() => part.stop());
  await part.start();
  part.keep();
  await prepareServer(port, secrets);
  return addresses(port, secrets);
}
