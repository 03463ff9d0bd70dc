import { pauseIntegration, resumeIntegration } from "@/db/queries/settings";
import { Engine } from "../driver/engine";
import { checkCheckpoint } from "../driver/oracles";
import { prove } from "../driver/prove";
import { settle } from "../driver/settle";
import { Violation } from "../driver/violation";
import { faults } from "../model/faults";
import { model } from "../model/provider";
import type { Mail, World } from "../model/world";
import { gate, type Waiting } from "../seam/gate";
import { randomFrom } from "../seam/random";
import { weather } from "../seam/weather";
import type { Route, Stage } from "../stage/stage";
import type { Beginning, Change, History, Op, Step } from "./steps";

/** Seconds. */
const longestLag = 120;
/** One history in so many ends with damage done by hand, for the parity check to find. */
const proofs = 4;

export type Tally = Record<string, number>;

/** Plays one history from an empty stage to the verdict of both oracles. Throws Violation. */
export async function play(stage: Stage, history: History, route: Route, tally: Tally): Promise<void> {
  const random = randomFrom(history.seed);
  const world = await stage.reset({ ...history.scene, route }, random);
  const player = new Player(stage, world, new Engine(stage), random, tally);
  gate.choose = (waiting) => Math.floor(random() * waiting.length);
  await player.begin(history.beginning);
  for (const step of history.steps) await player.step(step);
  await settle(stage, player.engine, world);
  if (history.seed % proofs === 0) await prove(stage, player.engine, world);
  count(tally, { histories: 1, steps: history.steps.length, ...player.engine.counts });
}

export function count(tally: Tally, more: Tally): void {
  for (const [name, by] of Object.entries(more)) tally[name] = (tally[name] ?? 0) + by;
}

class Player {
  constructor(
    private readonly stage: Stage,
    private readonly world: World,
    readonly engine: Engine,
    readonly _random: () => number,
    private readonly tally: Tally,
  ) {}

  async begin({ users, isSynced }: Beginning): Promise<void> {
    for (let user = 0; user < users; user++) this.change({ user, how: "put", lag: 0 });
    if (isSynced && users > 0) await this.engine.walk(undefined);
  }

  async step(step: Step): Promise<void> {
    switch (step.do) {
      case "change":
        return this.change(step);
      case "engine":
        return this.work(step.op);
      case "both":
        return this.both(step);
      case "fault":
        return faults.arm(step);
      case "other":
        faults.isOther = true;
        await this.work(step.op);
        faults.isOther = false;
        return;
      case "pause":
        return this.pause(step.ops);
      case "target":
        return this.mistreat(step);
      case "forge":
        return this.forge(step);
      case "pass":
        // Nobody's reads lag for longer than the engine asks again.
        if (step.seconds > longestLag) this.world.settle();
        return this.stage.pass(step.seconds);
      case "sweep":
        if (await this.engine.sweep()) await this.engine.drainAll();
        return;
    }
  }

  private change({ user, how, lag }: Change): void {
    const id = `user-${user}`;
    const isThere = this.world.now(id).raw !== null;
    if (how === "delete" && isThere) this.world.remove(id, lag);
    else this.world.put(id, { sameTime: how === "put-same-time", lag });
  }

  private async work(op: Op): Promise<void> {
    if (op.op === "deliver") return this.deliver(op);
    if (op.op === "drain") {
      await this.engine.drain(op.kill);
      return;
    }
    if (op.op === "verify") await this.engine.verify(op.kill);
    else await this.engine.walk(op.isWhole ? undefined : 0, op.kill);
    await checkCheckpoint(this.stage, this.world);
  }

  /** Events are taken meanwhile, and no row moves. */
  private async pause(ops: Op[]): Promise<void> {
    const { integrationId, target } = this.stage;
    const before = (await target.logged()).length;
    await pauseIntegration(integrationId, "Dana");
    for (const op of ops) await this.work(op);
    const written = (await target.logged()).length - before;
    if (written > 0) throw new Violation("paused", `${written} rows were written while it was paused`);
    await resumeIntegration(integrationId);
  }

  /** Any delivery that the provider owes, so they come in any order, late, again, or never. */
  private async deliver({ pick, times, kill }: Extract<Op, { op: "deliver" }>): Promise<void> {
    const { mails } = this.world;
    const mail = mails[mails.length - 1 - (pick % Math.max(1, mails.length))];
    if (!mail) return;
    for (let n = 0; n < times; n++) await this.post(mail, kill);
  }

  private async post(mail: Mail, kill: Extract<Op, { op: "deliver" }>["kill"]): Promise<void> {
    if (!(await this.engine.deliver(mail, kill))) return;
    mail.accepted = true;
  }

  /** Two processes at once, and the provider changes under them; a paused target answers nobody for a while. */
  private async both({ ops, changes, order, pausedFor }: Extract<Step, { do: "both" }>): Promise<void> {
    const random = randomFrom(order);
    const rest = [...changes];
    let paused = pausedFor;
    const before = gate.choose;
    gate.choose = (waiting: Waiting[]) => {
      const next = rest[0];
      if (next && random() < 0.1) {
        rest.shift();
        this.change(next);
      }
      const others = waiting.flatMap(({ io }, n) => (io.to === "target" ? [] : [n]));
      if (paused-- > 0 && others.length > 0) return others[Math.floor(random() * others.length)] ?? 0;
      return Math.floor(random() * waiting.length);
    };
    const ended = await Promise.allSettled(ops.map((op) => this.work(op)));
    gate.choose = before;
    for (const left of rest) this.change(left);
    for (const outcome of ended) if (outcome.status === "rejected") throw outcome.reason;
  }

  private async mistreat({ what, nth }: Extract<Step, { do: "target" }>): Promise<void> {
    count(this.tally, { [`target ${what}`]: 1 });
    if (what === "drop-before") weather.dropAt(nth, "before");
    if (what === "drop-after") weather.dropAt(nth, "after");
    if (what === "checkpoint") await this.stage.target.checkpoint();
    if (what === "crash") await this.stage.crash();
    if (what === "snapshot") await this.stage.target.takeSnapshot();
    if (what === "restore" && (await this.stage.restore())) this.world.undo();
  }

  /** A stranger's event is refused; one that the provider signed may claim what it likes and changes nothing. */
  private async forge({ how, user, kind }: Extract<Step, { do: "forge" }>): Promise<void> {
    const body = JSON.stringify({ type: kind, data: { id: `user-${user}`, name: "Mallory", version: 1_000_000 } });
    count(this.tally, { [`forged ${how}`]: 1 });
    if (how === "secret") {
      const stranger = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
      if (!(await this.engine.forge(body, stranger))) throw new Violation("forged", "a stranger's event got a 2xx");
    } else if (await this.engine.forge(body, model.secret)) {
      throw new Violation("unexpected", "an event with a good signature was refused");
    }
  }
}
