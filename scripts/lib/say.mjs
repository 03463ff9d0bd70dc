const began = performance.now();

/** A progress line, with the seconds since the start. */
export function say(line) {
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);
}

/** Something that only a person can put right: told in one sentence, without a stack, and the exit code is 1. */
export class Refusal extends Error {}

/** Ends the process over `error`: a refusal in its own words, anything else with its stack. */
export function giveUp(error) {
  console.error(error instanceof Refusal ? `\n${error.message}` : error);
  process.exit(1);
}
