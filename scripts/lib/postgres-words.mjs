import { readdirSync } from "node:fs";
import { Refusal } from "./say.mjs";

const untouched = "Rollcall has changed nothing there.";
const restore =
  "Restore the folder and secrets.json from the same backup, or name another DATA_DIR to begin anew. Keep the folder until you have what you need from it.";

/** PostgreSQL's own reasons to stop, and what each means. https://www.postgresql.org/docs/current/server-start.html */
const reasons = [
  [
    /no space left on device|disk quota exceeded/i,
    (dir) =>
      `The disk of ${dir} is full: Postgres cannot start before there is room again. What was committed is safe.`,
  ],
  [
    /initialized by PostgreSQL version/i,
    (dir) =>
      `The data in ${dir} was made by another version of PostgreSQL. ${untouched} Start it with the Rollcall that made it, or export and import it with pg_dump.`,
  ],
  [
    /wrong ownership|permission denied|has invalid permissions|"root" execution/i,
    (dir) =>
      `Postgres may not use ${dir}: it belongs to another user, or its permissions are not those that Postgres sets. ${untouched} Give it back to the user who started Rollcall before, with mode 0700.`,
  ],
  [
    /lock file .* already exists|another (postmaster|server)/i,
    (dir) => `Another Postgres runs on ${dir}. ${untouched} Stop it first, or name another DATA_DIR.`,
  ],
  [
    /address already in use|could not (bind|create any TCP)/i,
    () => "The port of the built-in Postgres was taken meanwhile: start again.",
  ],
  [
    /incompatible with server|control file|pg_control|checkpoint record|not a valid data directory|required .* does not exist|could not (open|read|access) (file|directory)|corrupt|invalid (page|magic|record)|configuration file/i,
    (dir) => `The data in ${dir} is damaged: Postgres cannot read it. ${untouched} ${restore}`,
  ],
];

/** Why a server that said `said` stopped, for a person: what happened, what it means for the data, what to do. */
export function whyStopped(said, dir) {
  const lines = said.trim().split("\n");
  const fatal = lines.filter((line) => /\b(FATAL|PANIC|ERROR|DETAIL):/.test(line));
  const words = (fatal.length > 0 ? fatal.slice(-3) : lines.slice(0, 2)).map(
    (line) => `  ${line.replace(/^.*\] /, "")}`,
  );
  const [, tell] = reasons.find(([pattern]) => pattern.test(said)) ?? [];
  return new Refusal([tell?.(dir) ?? "PostgreSQL stopped at once.", ...words].join("\n"));
}

/** Whether `dir` is still to be made. Throws where it holds something that is no cluster: that is never written over. */
export function isNewCluster(dir) {
  let names = [];
  try {
    names = readdirSync(dir);
  } catch (error) {
    if (error.code === "ENOENT") return true;
    throw new Refusal(`Rollcall cannot look into ${dir} (${error.code}). ${untouched} Start it as the user who may.`);
  }
  if (names.length === 0) return true;
  if (names.includes("PG_VERSION")) return false;
  const found = names.includes("global") || names.includes("base");
  throw new Refusal(
    found
      ? `The data in ${dir} is damaged: its file PG_VERSION is missing. ${untouched} ${restore}`
      : `${dir} is where Postgres keeps its data, but holds other files (${names.slice(0, 3).join(", ")}). ${untouched} Move them away, or name another DATA_DIR.`,
  );
}
