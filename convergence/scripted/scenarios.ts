import type { Ended, Engine } from "../driver/engine";
import { faults } from "../model/faults";
import type { Mail, World } from "../model/world";
import type { Kill } from "../seam/process";
import type { Scene, Stage } from "../stage/stage";

/** What a scenario works with. `run` is one process of the engine; the others went before it or come after it. */
export type Cast = { stage: Stage; world: World; engine: Engine };
export type Run = (set: Cast, kill: Kill | null) => Promise<Ended<unknown>>;

/** Some processes in a row, after a preparation that nobody disturbs. Each of them is abandoned at each of its awaits. */
export type Scenario = { name: string; scene: Omit<Scene, "route">; prepare(set: Cast): Promise<void>; runs: Run[] };

const plain = { timed: false, style: "met" } as const;
const timed = { timed: true, style: "opaque" } as const;

export const put = ({ world }: Cast, ...ids: string[]): Mail[] =>
  ids.map((id) => world.put(id, { sameTime: false, lag: 0 }));

export const accept = async ({ engine }: Cast, ...mails: Mail[]): Promise<void> => {
  for (const mail of mails) mail.accepted = await engine.deliver(mail);
};

export const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => `user-${n}`);

/** Users whom a walk has stored already. */
export const synced = async (set: Cast, count: number): Promise<void> => {
  put(set, ...ids(count));
  await set.engine.walk(undefined);
};

const walk: Run = ({ engine }, kill) => engine.walk(undefined, kill);
const drain: Run = ({ engine }, kill) => engine.drain(kill);

/** Delivers what the provider sent last. */
const deliver: Run = async ({ engine, world }, kill) => {
  const mail = world.mails.at(-1);
  if (!mail) throw new Error("nothing to deliver");
  mail.accepted = await engine.deliver(mail, kill);
  return mail.accepted ? { state: "done", value: null } : { state: "dead" };
};

const changed = async (set: Cast): Promise<void> => {
  await synced(set, 5);
  const [updated] = put(set, "user-0");
  const deleted = set.world.remove("user-1", 0);
  const [created] = put(set, "user-7");
  await accept(set, ...[updated, deleted, created].flatMap((mail) => mail ?? []));
};

const moved = async (set: Cast): Promise<void> => {
  await synced(set, 5);
  put(set, "user-0", "user-7");
  set.world.remove("user-1", 0);
  set.world.remove("user-2", 0);
};

const base: Scenario[] = [
  {
    name: "backfill",
    scene: plain,
    prepare: async (set) => {
      put(set, ...ids(7));
      await set.engine.begin("backfill");
    },
    runs: [walk],
  },
  { name: "reconcile", scene: plain, prepare: moved, runs: [walk] },
  { name: "reconcile, timed", scene: timed, prepare: moved, runs: [walk] },
  {
    name: "a parity check",
    scene: plain,
    prepare: moved,
    runs: [({ engine }, kill) => engine.verify(kill)],
  },
  { name: "drain", scene: plain, prepare: changed, runs: [drain] },
  { name: "drain, timed", scene: timed, prepare: changed, runs: [drain] },
  {
    name: "a delivery and its drain",
    scene: plain,
    prepare: async (set) => void put(set, "user-0"),
    runs: [deliver, drain],
  },
];

const disturbed: Scenario[] = [
  {
    name: "a read that lags its event",
    scene: timed,
    prepare: async (set) => {
      await synced(set, 2);
      await accept(set, set.world.remove("user-0", 1), set.world.put("user-1", { sameTime: false, lag: 1 }));
      await set.engine.drain();
      await set.stage.pass(5);
    },
    runs: [drain],
  },
  {
    name: "a short list",
    scene: plain,
    prepare: async (set) => {
      await synced(set, 5);
      faults.arm({ kind: "empty", skip: 0, times: 1 });
    },
    runs: [walk],
  },
  {
    name: "another project",
    scene: plain,
    prepare: async (set) => {
      await synced(set, 3);
      faults.isOther = true;
    },
    runs: [walk],
  },
  {
    name: "a restored target",
    scene: plain,
    prepare: async (set) => {
      await synced(set, 4);
      await set.stage.target.takeSnapshot();
      await accept(set, ...put(set, "user-0"), set.world.remove("user-1", 0));
      await set.engine.drainAll();
      if (await set.stage.restore()) set.world.undo();
    },
    runs: [walk],
  },
  {
    name: "a crashed target",
    scene: plain,
    prepare: async (set) => {
      await changed(set);
      await set.stage.crash();
    },
    runs: [drain, walk],
  },
  {
    name: "bookkeeping that somebody dropped",
    scene: plain,
    prepare: async (set) => {
      await moved(set);
      await set.stage.target.dropBookkeeping();
      set.world.undo();
    },
    runs: [walk],
  },
];

export const scenarios = [...base, ...disturbed];
