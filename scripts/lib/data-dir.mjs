import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { nearest, refuseKernelFolder } from "./disk.mjs";
import { commandOf } from "./process.mjs";
import { Refusal } from "./say.mjs";

const secret = () => randomBytes(32).toString("base64url");

export const makeSecrets = () => ({
  superuser: secret(),
  rollcall_console: secret(),
  todos_app: secret(),
  rollcall_sync: secret(),
  nextauth: secret(),
  betterAuth: secret(),
  keys: `k1:${randomBytes(32).toString("base64")}`,
});

function readJson(file, remedy) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    const why = error.code ?? "it is no JSON";
    throw new Refusal(`${file} cannot be read (${why}). Nothing was changed. ${remedy}`);
  }
}

/** Written beside its place and moved there when it is on the disk: neither a full disk nor a crash leaves half of one. */
function writeJson(file, value) {
  const making = `${file}.new`;
  const handle = openSync(making, "w", 0o600);
  try {
    writeFileSync(handle, `${JSON.stringify(value, null, 2)}\n`);
    fsyncSync(handle);
    renameSync(making, file);
  } catch (error) {
    rmSync(making, { force: true });
    throw Object.assign(error, { path: file });
  } finally {
    closeSync(handle);
  }
}

/** Makes the folder where Rollcall keeps everything of its own, or says why it cannot. */
export function openDataDir(dir) {
  refuseKernelFolder(dir);
  try {
    accessSync(nearest(dir), constants.W_OK);
    mkdirSync(path.join(dir, "logs"), { recursive: true, mode: 0o711 });
    accessSync(dir, constants.W_OK);
  } catch (error) {
    if (error.code === "ENOSPC") throw error;
    throw new Refusal(`DATA_DIR ${dir} cannot be written (${error.code}): make it writable, or name another folder.`);
  }
}

const secretsFile = (dir) => path.join(dir, "secrets.json");
const fromBackup =
  "Restore it from the backup that the data is from, for only its keys open what the console has sealed; " +
  "or name another DATA_DIR to begin anew.";

/** Passwords and keys that were kept; undefined before the first start. */
export function findSecrets(dir) {
  const kept = readJson(secretsFile(dir), fromBackup);
  if (kept === undefined) return undefined;
  const missing = Object.keys(makeSecrets()).filter((name) => typeof kept?.[name] !== "string");
  if (missing.length === 0) return kept;
  throw new Refusal(`${secretsFile(dir)} lacks ${missing.join(", ")}. Nothing was changed. ${fromBackup}`);
}

/** Passwords and keys where there must be some. */
export function readSecrets(dir) {
  const kept = findSecrets(dir);
  if (kept) return kept;
  throw new Refusal(`${secretsFile(dir)} is missing. Nothing was changed. ${fromBackup}`);
}

export const keepSecrets = (dir, secrets) => writeJson(secretsFile(dir), secrets);

/** The file descriptor of a part's log; a log over 5 MB is put aside first. */
export function openLog(dir, name) {
  const file = path.join(dir, "logs", `${name}.log`);
  if (existsSync(file) && statSync(file).size > 5_000_000) renameSync(file, `${file}.old`);
  return openSync(file, "a", 0o600);
}

/** What the last start noted: `{ pid, url, postgresPort, parts: { name: pid } }`; outlives it, for the port's sake. */
export const readState = (dir) =>
  readJson(path.join(dir, "state.json"), "If no Rollcall runs on this folder, delete the file: it holds no data.") ??
  {};

export const writeState = (dir, state) => writeJson(path.join(dir, "state.json"), state);

/** Refuses where a start script still runs on this folder. */
export function refuseSecondStart(dir) {
  const { pid, url } = readState(dir);
  if (pid && pid !== process.pid && commandOf(pid).includes("start.mjs"))
    throw new Refusal(
      `Rollcall already runs on ${dir} (process ${pid}, ${url}): stop it first, or name another DATA_DIR.`,
    );
}
