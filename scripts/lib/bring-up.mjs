import { startConsole, startDemo } from "./apps.mjs";
import { build } from "./build.mjs";
import { findSecrets, keepSecrets } from "./data-dir.mjs";
import { startEmbedded } from "./embedded.mjs";
import { migrate } from "./migrate.mjs";
import { say } from "./say.mjs";
import { refuseNewKeys } from "./sealed.mjs";

async function database({ settings, secrets, state, note, stack }) {
  const databases = settings.embedded
    ? await startEmbedded({ settings, secrets, state, note, stack })
    : { console: settings.databaseUrl };
  say("Bringing the console database up to date");
  await migrate(databases.console);
  if (!findSecrets(settings.dataDir)) {
    if (!process.env.ROLLCALL_KEYS) await refuseNewKeys(databases.console, settings.dataDir);
    keepSecrets(settings.dataDir, secrets);
  }
  return databases;
}

/**
 * Starts all parts, the database while the console is being built. Returns the addresses of the databases
 * (`superuser`, `demo` and `target` only where they are built in). What is pushed on `stack` stops what was started.
 */
export async function bringUp(context) {
  const { settings, stack } = context;
  const built = settings.dev ? undefined : build(stack);
  // Heard below: a database that does not start need not wait for the build, which is then stopped.
  built?.catch(() => {});
  const databases = await database(context);
  await built;
  // In this order on the stack: the console is stopped first.
  await Promise.all([settings.embedded && startDemo(context, databases), startConsole(context, databases)]);
  return databases;
}
