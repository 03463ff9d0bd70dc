import { gate, type Waiting } from "../seam/gate";
import type { Process } from "../seam/process";

/** Holds the processes at the gate that were told to stop. */
export class Stops {
  private readonly stops = new Map<Process, number>();
  private readonly order: Process[] = [];
  private readonly expected = new Map<number, number>();
  private waitingFor: (() => void) | null = null;

  constructor() {
    gate.choose = (waiting) => this.choose(waiting);
    // It waits for a lock of the one that stands still, who has to go on first.
    gate.onBlocked = () => this.waitingFor?.();
  }

  /** The next process that comes to the gate stops after so many awaits. Resolves when nobody can go on, or it has ended. */
  async start(awaits: number, work: () => Promise<unknown>): Promise<{ ended: Promise<unknown> }> {
    const place = this.order.length;
    this.expected.set(place, awaits);
    const ended = work();
    const stopped = new Promise<void>((resolve) => {
      this.waitingFor = resolve;
    });
    await Promise.race([ended, stopped]);
    return { ended };
  }

  private choose(waiting: Waiting[]): number {
    for (const { process } of waiting) {
      if (this.stops.has(process)) continue;
      this.stops.set(process, this.expected.get(this.order.length) ?? Number.POSITIVE_INFINITY);
      this.order.push(process);
    }
    const free = waiting.findIndex(({ process }) => process.awaits < (this.stops.get(process) ?? 0));
    if (free < 0) this.waitingFor?.();
    return free;
  }

  release(): void {
    this.stops.clear();
    this.expected.clear();
    gate.choose = () => 0;
    gate.onBlocked = () => {};
    gate.pump();
  }
}
