import { AsyncLocalStorage } from "node:async_hooks";
import { gate } from "./gate";

/** Abandon a process at its nth await: `before` the effect, or `after` it and before its answer is heard. */
export type Kill = { at: number; when: "before" | "after" };

/** What a process of the engine waits for: a statement in one of the two databases, or an answer of the provider. */
export type Io = { to: "console" | "target" | "provider"; what: string };

export type Kind = "receive" | "drain" | "walk" | "sweep";

/** Thrown into a process that is dead, so that its sockets are given back; nothing it still asks for has an effect. */
export class Abandoned extends Error {}

/** One process of the engine as the operating system would see it: it can die at any await, and others go on. */
export class Process {
  awaits = 0;
  dead = false;
  bury = () => {};
  readonly died = new Promise<void>((resolve) => {
    this.bury = resolve;
  });

  constructor(
    readonly kind: Kind,
    readonly kill: Kill | null = null,
  ) {}
}

/** `isInside`: within an await that has had its turn, such as the rate budget's statements around a request. */
const current = new AsyncLocalStorage<{ process: Process; isInside: boolean }>();

/** The process whose code runs now; undefined for the suite itself. */
export const processNow = (): Process | undefined => current.getStore()?.process;

/** Runs `work` as the suite's own, whoever called. */
export const asSuite = <T>(work: () => T): T => current.exit(work);

let awaits = 0;

/** How often the process that ran last has awaited something. */
export const lastAwaits = (): number => awaits;

/** Told of every process that dies, as what a process held in memory is then lost. */
export const onDeath = new Set<() => void>();

/** A dead process gives its sockets back at once; what else it does in its own memory concerns nobody. */
const burial = 30;

/** Runs `work` as this process. Undefined where the process died. */
export async function runAs<T>(process: Process, work: () => Promise<T>): Promise<T | undefined> {
  gate.enter(process);
  const running = current.run({ process, isInside: false }, work);
  running.catch(() => {});
  const buried = process.died.then(() => new Promise<undefined>((resolve) => setTimeout(resolve, burial)));
  try {
    const result = await Promise.race([running, buried]);
    return process.dead ? undefined : result;
  } catch (error) {
    if (process.dead) return undefined;
    throw error;
  } finally {
    awaits = process.awaits;
    gate.leave(process);
  }
}

/** Every await of the engine that reaches the outside comes through here; the suite's own pass untouched. */
export function awaiting<T>(io: Io, effect: () => Promise<T>): Promise<T> {
  const store = current.getStore();
  if (!store) return effect();
  const { process, isInside } = store;
  if (process.dead) return Promise.reject(new Abandoned());
  if (isInside) return perform(process, effect);
  const inside = () => current.run({ process, isInside: true }, effect);
  return gate.pass(process, io, () => perform(process, inside));
}

async function perform<T>(process: Process, effect: () => Promise<T>): Promise<T> {
  if (process.dead) throw new Abandoned();
  const n = ++process.awaits;
  const dies = (when: Kill["when"]) => process.kill?.at === n && process.kill.when === when;
  if (dies("before")) die(process);
  const settled = await effect().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (dies("after")) die(process);
  if (process.dead) throw new Abandoned();
  if ("error" in settled) throw settled.error;
  return settled.value;
}

function die(process: Process): never {
  process.dead = true;
  process.bury();
  for (const tell of onDeath) tell();
  throw new Abandoned();
}
