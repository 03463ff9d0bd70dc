import { existsSync } from "node:fs";
import path from "node:path";
import {
  findSecrets,
  keepSecrets,
  makeSecrets,
  openDataDir,
  readSecrets,
  readState,
  refuseSecondStart,
  writeState,
} from "./data-dir.mjs";
import { refuseFullDisk } from "./disk.mjs";
import { install } from "./install.mjs";
import { isFree } from "./ports.mjs";
import { clusterDir } from "./postgres-files.mjs";
import { isNewCluster } from "./postgres-words.mjs";
import { giveUp, Refusal, say } from "./say.mjs";
import { readSettings, root } from "./settings.mjs";

/** How to stop what runs, oldest first. */
const stack = [];
let ending = false;

/** Stops everything in the reverse order of its start: console, demo app, Postgres. */
async function unwind() {
  ending = true;
  while (stack.length > 0) await stack.pop()();
}

async function onSignal() {
  if (ending) return;
  console.log("");
  await unwind();
  say("Stopped.");
  process.exit(0);
}

async function takePorts({ host, port, demoPort, embedded }) {
  const wanted = [
    ["PORT", host, port],
    ...(embedded ? [["the demo app's port, PORT + 1,", "127.0.0.1", demoPort]] : []),
  ];
  for (const [name, where, number] of wanted) {
    // The parts of a start script that was killed a moment ago may still be on their way out.
    for (let tries = 0; !(await isFree(number, where)); tries++) {
      if (tries === 20)
        throw new Refusal(`Port ${number} (${name}) is taken: stop what listens there, or choose another PORT.`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Kept secrets; new ones only where no data is that older ones protect. Those for a database elsewhere are kept later. */
function takeSecrets({ dataDir, embedded }) {
  if (!embedded) return findSecrets(dataDir) ?? makeSecrets();
  const cluster = clusterDir(dataDir);
  const isNew = isNewCluster(cluster);
  refuseFullDisk(cluster, isNew);
  if (isNew && !findSecrets(dataDir)) keepSecrets(dataDir, makeSecrets());
  return readSecrets(dataDir);
}

/** What runs is noted for the next start. Not being able to is no reason to stop what runs. */
function noteIn(dataDir, state) {
  writeState(dataDir, state);
  return (changes) => {
    try {
      writeState(dataDir, Object.assign(state, changes));
    } catch (error) {
      say(`${dataDir}/state.json could not be written (${error.code}).`);
    }
  };
}

async function run(args) {
  if (existsSync(path.join(root, ".env"))) process.loadEnvFile(path.join(root, ".env"));
  const settings = readSettings(args, process.env);
  openDataDir(settings.dataDir);
  refuseSecondStart(settings.dataDir);
  const secrets = takeSecrets(settings);
  await takePorts(settings);
  await install();
  const state = { ...readState(settings.dataDir), pid: process.pid, url: settings.url, parts: {} };
  const note = noteIn(settings.dataDir, state);
  // Not before: they need what npm has just installed.
  const [{ bringUp }, { announce }] = await Promise.all([import("./bring-up.mjs"), import("./announce.mjs")]);
  const databases = await bringUp({ settings, secrets, state, note, stack });
  await announce(settings, databases, state);
}

/** `npm start`: everything from a fresh clone to a served console, kept alive until Ctrl-C. */
export async function start(args) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
  try {
    await run(args);
  } catch (error) {
    if (ending) return;
    await unwind();
    giveUp(error);
  }
}
