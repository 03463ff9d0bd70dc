import { randomBytes } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { commandOf } from "./process.mjs";
import { Refusal } from "./say.mjs";

const secret = () => randomBytes(32).toString("base64url");

const makeSecrets = () => ({
  superuser: secret(),
  rollcall_console: secret(),
  todos_app: secret(),
  rollcall_sync: secret(),
  nextauth: secret(),
  betterAuth: secret(),
  keys: `k1:${randomBytes(32).toString("base64")}`,
});

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function writeJson(file, value) {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Makes the folder where Rollcall keeps everything of its own, or says why it cannot. */
export function openDataDir(dir) {
  try {
    mkdirSync(path.join(dir, "logs"), { recursive: true, mode: 0o711 });
    accessSync(dir, constants.W_OK);
  } catch (error) {
    throw new Refusal(`DATA_DIR ${dir} cannot be written (${error.code}): make it writable, or name another folder.`);
  }
}

/** Passwords and keys, made once. Whoever loses the file can no longer open what the console has sealed. */
export function readSecrets(dir) {
  const file = path.join(dir, "secrets.json");
  const kept = readJson(file);
  if (kept) return kept;
  const made = makeSecrets();
  writeJson(file, made);
  return made;
}

/** The file descriptor of a part's log; a log over 5 MB is put aside first. */
export function openLog(dir, name) {
  const file = path.join(dir, "logs", `${name}.log`);
  if (existsSync(file) && statSync(file).size > 5_000_000) renameSync(file, `${file}.old`);
  return openSync(file, "a", 0o600);
}

/** What the last start noted: `{ pid, url, postgresPort, parts: { name: pid } }`; outlives it, for the port's sake. */
export const readState = (dir) => readJson(path.join(dir, "state.json")) ?? {};

export const writeState = (dir, state) => writeJson(path.join(dir, "state.json"), state);

/** Refuses where a start script still runs on this folder. */
export function refuseSecondStart(dir) {
  const { pid, url } = readState(dir);
  if (pid && pid !== process.pid && commandOf(pid).includes("start.mjs"))
    throw new Refusal(
      `Rollcall already runs on ${dir} (process ${pid}, ${url}): stop it first, or name another DATA_DIR.`,
    );
}
