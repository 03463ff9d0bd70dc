import { startConsole, startDemo } from "./apps.mjs";
import { build } from "./build.mjs";
import { startEmbedded } from "./embedded.mjs";
import { migrate } from "./migrate.mjs";
import { say } from "./say.mjs";

async function database({ settings, secrets, state, note, stack }) {
  const databases = settings.embedded
    ? await startEmbedded({ settings, secrets, state, note, stack })
    : { console: settings.databaseUrl };
  say("Bringing the console database up to date");
  await migrate(databases.console);
  return databases;
}

/**
 * Starts all parts, the database while the console is being built. Returns the addresses of the databases
 * (`superuser`, `demo` and `target` only where they are built in). What is pushed on `stack` stops what was started.
 */
export async function bringUp(context) {
  const { settings, stack } = context;
  const results = await Promise.allSettled([database(context), settings.dev ? undefined : build(stack)]);
  const failed = results.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
  const databases = results[0].value;
  // In this order on the stack: the console is stopped first.
  await Promise.all([settings.embedded && startDemo(context, databases), startConsole(context, databases)]);
  return databases;
}
