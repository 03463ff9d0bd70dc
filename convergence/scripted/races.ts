import { isDeepStrictEqual } from "node:util";
import { checkWalked } from "../driver/oracles";
import { settle } from "../driver/settle";
import { lastAwaits } from "../seam/process";
import type { Stage } from "../stage/stage";
import { prepare } from "./kill-points";
import { accept, type Cast, ids, put, type Scenario, synced } from "./scenarios";
import { Stops } from "./stops";

/** `first` is stopped after so many awaits; then `meanwhile` happens, to its end or until `second` has awaited so much. */
type Race = Pick<Scenario, "scene" | "prepare"> & {
  name: string;
  first(set: Cast): Promise<unknown>;
  /** What happens once `first` stands still. */
  between(set: Cast): Promise<unknown>;
  second(set: Cast): Promise<unknown>;
  /** The second one is stopped too, at each of its awaits, and goes on last. */
  isCrossed: boolean;
};
export type Meeting = { race: string; first: number; second: number };

export const plain = { timed: false, style: "met" } as const;
const drain = ({ engine }: Cast) => engine.drain();
const walk = ({ engine }: Cast) => engine.walk(undefined);
const remove = ({ world }: Cast, id: string) => world.remove(id, 0);

export const pending = async (set: Cast): Promise<void> => {
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
  {
    name: "a walk and a checkpoint of the target under it",
    scene: plain,
    prepare: async (cast) => {
      put(cast, ...ids(4));
      await cast.engine.begin("backfill");
    },
    first: walk,
    between: ({ stage }) => stage.target.checkpoint(),
    second: drain,
    isCrossed: false,
  },
  {
    name: "a walk and a crash of the target under it",
    scene: plain,
    prepare: async (cast) => {
      put(cast, ...ids(4));
      await cast.engine.begin("backfill");
    },
    first: walk,
    between: ({ stage }) => stage.crash(),
    second: drain,
    isCrossed: false,
  },
  {
    name: "a drain and a crash of the target under it",
    scene: plain,
    prepare: pending,
    first: drain,
    between: ({ stage }) => stage.crash(),
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
export async function listMeetings(stage: Stage, names = races.map(({ name }) => name)): Promise<Meeting[]> {
  const meetings: Meeting[] = [];
  for (const race of names.map(named)) {
    const set = await prepare(stage, race);
    await race.first(set);
    const firsts = lastAwaits();
    await race.between(set);
    await race.second(set);
    const seconds = race.isCrossed ? firsts : 0;
    const orders = pairs(race.name, firsts, race.isCrossed ? 1 : 0, seconds);
    // Two that are about as far as each other meet where it matters.
    meetings.push(...orders.sort((a, b) => Math.abs(a.first - a.second) - Math.abs(b.first - b.second)));
  }
  return meetings;
}

function pairs(race: string, firsts: number, from: number, seconds: number): Meeting[] {
  const found: Meeting[] = [];
  for (let first = 1; first < firsts; first++)
    for (let second = from; second <= seconds; second++) found.push({ race, first, second });
  return found;
}

/** Plays one order; then both oracles judge. Throws Violation. */
export async function playMeeting(stage: Stage, { race, first, second }: Meeting): Promise<void> {
  const { between, ...rest } = named(race);
  const set = await prepare(stage, rest);
  const slow = new Stops();
  const { ended } = await slow.start(first, () => rest.first(set));
  await between(set);
  const other = await slow.start(second === 0 ? Number.POSITIVE_INFINITY : second, () => rest.second(set));
  if (second > 0) await between(set);
  slow.release();
  const [firstEnd] = await Promise.all([ended, other.ended]);
  if (isWalked(firstEnd)) await checkWalked(stage, set.world);
  await settle(stage, set.engine, set.world);
}

/** True where a walk says so itself. */
const isWalked = (end: unknown) => isDeepStrictEqual(end, { state: "done", value: true });
