import { Violation } from "../driver/violation";
import { settle } from "../driver/settle";
import { gate, type Waiting } from "../seam/gate";
import { lastAwaits, type Process } from "../seam/process";
import type { Stage } from "../stage/stage";
import { prepare } from "./kill-points";
import { accept, put, type Scenario, type Set, synced } from "./scenarios";

/** `first` is stopped after so many awaits; then `meanwhile` happens, to its end or until `second` has awaited so much. */
type Race = Pick<Scenario, "scene" | "prepare"> & {
  name: string;
  first(set: Set): Promise<unknown>;
  /** What happens once `first` stands still. */
  between(set: Set): Promise<unknown>;
  second(set: Set): Promise<unknown>;
  /** The second one is stopped too, at each of its awaits, and goes on last. */
  isCrossed: boolean;
};
export type Meeting = { race: string; first: number; second: number };

const plain = { timed: false, style: "met" } as const;
const drain = ({ engine }: Set) => engine.drain();
const walk = ({ engine }: Set) => engine.walk(undefined);
const remove = ({ world }: Set, id: string) => world.remove(id, 0);

const pending = async (set: Set): Promise<void> => {
  await synced(set, 2);
  await accept(set, ...put(set, "user-0"));
};

const races: Race[] = [
  {
    name: "a slow read and a newer one",
    scene: plain,
    prepare: pending,
    first: drain,
    between: async (set) => accept(set, ...put(set, "user-0")),
    second: drain,
    isCrossed: false,
  },
  {
    name: "two reads that overlap",
    scene: plain,
    prepare: pending,
    first: drain,
    between: async (set) => void put(set, "user-0"),
    second: drain,
    isCrossed: true,
  },
  {
    name: "a slow read and a deletion",
    scene: plain,
    prepare: pending,
    first: drain,
    between: async (set) => accept(set, remove(set, "user-0")),
    second: drain,
    isCrossed: false,
  },
  {
    name: "a slow deletion and a re-creation",
    scene: plain,
    prepare: async (set) => {
      await synced(set, 2);
      await accept(set, remove(set, "user-0"));
    },
    first: drain,
    between: async (set) => accept(set, ...put(set, "user-0")),
    second: drain,
    isCrossed: false,
  },
  {
    name: "a walk and the changes under it",
    scene: plain,
    prepare: async (set) => {
      await synced(set, 4);
      put(set, "user-1");
    },
    first: walk,
    between: async (set) => accept(set, ...put(set, "user-0", "user-7"), remove(set, "user-1")),
    second: drain,
    isCrossed: false,
  },
  {
    name: "a suspect who comes back",
    scene: plain,
    prepare: async (set) => {
      await synced(set, 3);
      remove(set, "user-1");
    },
    first: walk,
    between: async (set) => accept(set, ...put(set, "user-1")),
    second: drain,
    isCrossed: false,
  },
];

const named = (name: string): Race => {
  const found = races.find((race) => race.name === name);
  if (!found) throw new Error(`there is no race ${name}`);
  return found;
};

/** Every order of two processes in which one stops once; of the crossed ones, both do. */
export async function listMeetings(stage: Stage): Promise<Meeting[]> {
  const meetings: Meeting[] = [];
  for (const race of races) {
    const set = await prepare(stage, race);
    await race.first(set);
    const firsts = lastAwaits();
    await race.between(set);
    await race.second(set);
    const seconds = race.isCrossed ? firsts : 0;
    for (let first = 1; first < firsts; first++)
      for (let second = race.isCrossed ? 1 : 0; second <= seconds; second++)
        meetings.push({ race: race.name, first, second });
  }
  return meetings;
}

/** Holds the processes at the gate that were told to stop. */
class Stops {
  private readonly stops = new Map<Process, number>();
  private readonly order: Process[] = [];
  private readonly expected = new Map<number, number>();
  private waitingFor: (() => void) | null = null;

  constructor() {
    gate.choose = (waiting) => this.choose(waiting);
  }

  /** The next process that comes to the gate stops after so many awaits. Resolves when it stands still or has ended. */
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
    gate.pump();
  }
}

/** Plays one order; then both oracles judge. Throws Violation. */
export async function playMeeting(stage: Stage, { race, first, second }: Meeting): Promise<void> {
  const { between, ...rest } = named(race);
  const set = await prepare(stage, rest);
  const slow = new Stops();
  const { ended } = await slow.start(first, () => rest.first(set));
  await between(set);
  const other = await slow.start(second === 0 ? Number.POSITIVE_INFINITY : second, () => rest.second(set));
  if (second === 0) await other.ended;
  else await between(set);
  slow.release();
  await Promise.all([ended, other.ended]);
  await settle(stage, set.engine, set.world);
}

/** What a drain in its own words may not do: leave an event unread that nobody was woken for. The sweep sleeps here. */
export async function listWakes(stage: Stage): Promise<Meeting[]> {
  const set = await prepare(stage, { scene: plain, prepare: pending });
  const [mail] = put(set, "user-1");
  if (mail) await set.engine.deliver(mail);
  const delivery = lastAwaits();
  const meetings: Meeting[] = [];
  for (let first = 1; first < delivery; first++)
    for (let second = 1; second <= 4; second++) meetings.push({ race: "wake", first, second });
  return meetings;
}

const woken = async ({ stage }: Set): Promise<boolean> =>
  (await stage.console.triggers()).some(({ name }) => name === "changes/received");

export async function playWake(stage: Stage, { first, second }: Meeting): Promise<void> {
  const set = await prepare(stage, { scene: plain, prepare: pending });
  const { engine, world } = set;
  const [late, last] = put(set, "user-1", "user-2");
  if (!late || !last) return;
  const stops = new Stops();
  const delivery = await stops.start(first, async () => {
    late.accepted = await engine.deliver(late);
  });
  if (await woken(set)) await engine.drainAll();
  stops.release();
  await delivery.ended;
  const again = new Stops();
  const isWoken = await woken(set);
  const drained = isWoken ? await again.start(second, () => engine.drainAll()) : { ended: Promise.resolve() };
  await accept(set, last);
  again.release();
  await drained.ended;
  while (await woken(set)) await engine.drainAll();
  const left = (await stage.console.inbox()).filter(({ state }) => state === "waiting");
  if (left.length > 0) throw new Violation("wake", `${left.map(({ event_id }) => event_id)} waits, and nobody was woken`);
  await settle(stage, engine, world);
}
