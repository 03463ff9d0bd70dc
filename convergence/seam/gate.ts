import type { Io, Process } from "./process";

/** Someone who waits for its turn at the gate. */
export type Waiting = { process: Process; io: Io };

/** Picks who goes on, by place; -1: nobody, until somebody else comes or a process ends. */
export type Chooser = (waiting: Waiting[]) => number;

type Ticket = Waiting & { go(): void };

/** Milliseconds after which a statement may be waiting for a lock; the database is asked. */
const patience = 25;

/**
 * Lets the engine's awaits through one at a time, in an order that the history chooses. So two processes interleave as
 * their seed says and not as the machine happens to be loaded.
 */
class Gate {
  private tickets: Ticket[] = [];
  private underWay = 0;
  private isPumping = false;
  private readonly processes = new Set<Process>();
  choose: Chooser = () => 0;
  /** Whether a statement waits for a lock that somebody else holds, as the databases say. */
  isBlocked: () => Promise<boolean> = async () => false;
  /** Told when one does: the others go on meanwhile. */
  onBlocked = () => {};

  enter(process: Process): void {
    this.processes.add(process);
  }

  leave(process: Process): void {
    this.processes.delete(process);
    this.pump();
  }

  async pass<T>(process: Process, io: Io, effect: () => Promise<T>): Promise<T> {
    await new Promise<void>((go) => {
      this.tickets.push({ process, io, go });
      this.pump();
    });
    let isUnderWay = true;
    const done = () => {
      if (!isUnderWay) return;
      isUnderWay = false;
      this.underWay--;
      this.pump();
    };
    const look = async () => {
      if (!isUnderWay) return;
      if (!(await this.isBlocked())) return watch();
      done();
      this.onBlocked();
    };
    let timer: NodeJS.Timeout | undefined;
    const watch = () => {
      if (isUnderWay && this.processes.size > 1) timer = setTimeout(look, patience);
    };
    watch();
    try {
      return await effect();
    } finally {
      clearTimeout(timer);
      done();
    }
  }

  /** Twice round the event loop, so that everybody who can has come to the gate. */
  pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    setImmediate(() =>
      setImmediate(() => {
        this.isPumping = false;
        this.letOneOn();
      }),
    );
  }

  private letOneOn(): void {
    if (this.underWay > 0 || this.tickets.length === 0) return;
    const chosen = this.choose(this.tickets);
    const [ticket] = chosen < 0 ? [] : this.tickets.splice(chosen, 1);
    if (!ticket) return;
    this.underWay++;
    ticket.go();
  }
}

export const gate = new Gate();
