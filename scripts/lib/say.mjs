const began = performance.now();

/** A progress line, with the seconds since the start. */
export function say(line) {
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);
}

/** Something that only a person can put right: told in one sentence, without a stack, and the exit code is 1. */
export class Refusal extends Error {}

const damaged = ({ message }) =>
  `The data of Postgres is damaged: ${message}. Rollcall has changed nothing there. Restore the folder and secrets.json from the same backup.`;

/** Errors of the system and of Postgres, by code, that a person can put right. */
const plain = {
  ENOSPC: (_, where) => `The disk is full${where}. Nothing was written over. Make room, then start again.`,
  EDQUOT: (_, where) => `The disk quota is used up${where}. Nothing was written over. Make room, then start again.`,
  EROFS: (_, where) =>
    `The disk can only be read${where}. Nothing was changed. Mount it for writing, then start again.`,
  EACCES: (_, where) => `Permission was denied${where}. Nothing was changed. Start Rollcall as the user who owns it.`,
  53100: () => "The database's disk is full. What was committed is safe. Make room, then start again.",
  "28P01": () =>
    "The built-in Postgres refuses the password in secrets.json: file and data are not from the same backup. Nothing was changed. Restore both from one.",
  "3D000": (error) => damaged(error),
  "58P01": (error) => damaged(error),
  XX001: (error) => damaged(error),
  XX002: (error) => damaged(error),
};

/** The words for `error`, or for what it was caused by. */
function wordsFor(error) {
  if (error instanceof Refusal) return error.message;
  const where = error?.path ? `: ${error.path} could not be written` : "";
  return plain[error?.code]?.(error, where) ?? (error?.cause && wordsFor(error.cause));
}

/** Ends the process over `error`: something that a person can put right in plain words, anything else with its stack. */
export function giveUp(error) {
  const words = wordsFor(error);
  console.error(words ? `\n${words}` : error);
  process.exit(1);
}
