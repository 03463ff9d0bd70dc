import { setTimeout as sleep } from "node:timers/promises";
import { end, exitOf, killGroup } from "./process.mjs";
import { say } from "./say.mjs";

/** One process that the start script keeps alive. `launch` starts it anew and resolves with its process. */
export class Part {
  #name;
  #launch;
  #signal;
  #stopping = false;
  #starting;
  #onStart;

  constructor(name, launch, { signal = "SIGTERM", onStart = () => {} } = {}) {
    this.#name = name;
    this.#launch = launch;
    this.#signal = signal;
    this.#onStart = onStart;
  }

  /** Starts it once; from `keep` on it is started again whenever it ends. */
  async start() {
    this.#starting = this.#launch();
    this.child = await this.#starting;
    this.#onStart(this.child.pid);
    return this.child;
  }

  async keep() {
    for (let wait = 250; ; wait = Math.min(wait * 2, 15_000)) {
      const since = Date.now();
      await exitOf(this.child);
      if (this.#stopping) return;
      killGroup(this.child);
      if (Date.now() - since > 60_000) wait = 250;
      say(`${this.#name} stopped (${this.child.signalCode ?? `exit code ${this.child.exitCode}`}): starting it again.`);
      await this.#revive(wait);
    }
  }

  async #revive(wait) {
    let said = "";
    for (; !this.#stopping; wait = Math.min(wait * 2, 15_000)) {
      await sleep(wait);
      if (this.#stopping) return;
      try {
        await this.start();
        return say(`${this.#name} runs again.`);
      } catch (error) {
        // A reason is told once: a disk may stay full for hours.
        const [reason] = error.message.split("\n");
        if (reason !== said) say(`${this.#name} does not start: ${error.message}`);
        said = reason;
      }
    }
  }

  async stop() {
    this.#stopping = true;
    const child = await this.#starting?.catch(() => undefined);
    if (child) await end(child, this.#signal);
  }
}
