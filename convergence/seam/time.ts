import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";
import { asSuite, processNow } from "./process";

/** Nobody sleeps here: where the engine would, the stage's time moves on instead. */
export function installTimeSeam(pass: (seconds: number) => Promise<void>): void {
  const sleep = timers.setTimeout;
  timers.setTimeout = async <T>(ms?: number, value?: T, options?: Parameters<typeof sleep>[2]): Promise<T> => {
    if (!processNow()) return sleep(ms, value, options) as Promise<T>;
    await asSuite(() => pass((ms ?? 0) / 1000));
    return value as T;
  };
  syncBuiltinESMExports();
}
