import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { end, spawnNode } from "../../scripts/lib/process.mjs";

/** A process of our own that speaks over IPC; it ends with this one. Its words go to stderr, so that `--json` stays clean. */
export class Child {
  readonly #process: ChildProcess;

  constructor(args: string[], env: Record<string, string> = {}) {
    this.#process = spawnNode(args, { env, output: 2 });
  }

  /** The next message. Rejects where the process ends before. */
  async next<T>(): Promise<T> {
    const ended = new AbortController();
    const gone = once(this.#process, "exit", { signal: ended.signal }).then(([code]) => {
      throw new Error(`a process of the benchmark ended with ${code}`);
    });
    gone.catch(() => {});
    const [message] = await Promise.race([once(this.#process, "message", { signal: ended.signal }), gone]);
    ended.abort();
    return message;
  }

  async ask<T>(message: object): Promise<T> {
    const answer = this.next<T>();
    this.#process.send(message);
    return answer;
  }

  get process(): ChildProcess {
    return this.#process;
  }

  stop(): Promise<void> {
    return end(this.#process);
  }
}
