import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "./say.mjs";

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(30_000) })).ok;
  } catch {
    return false;
  }
}

/** Waits until `url` answers 2xx; gives up when `child` ends before, or after `seconds`. `where` says where it logs. */
export async function waitHealthy(name, url, child, where, seconds) {
  const until = Date.now() + seconds * 1000;
  while (!(await answers(url))) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended) throw new Refusal(`${name} stopped before it was ready: ${where}`);
    if (Date.now() > until) throw new Refusal(`${name} is not healthy after ${seconds} s: ${where}`);
    await sleep(50);
  }
}
