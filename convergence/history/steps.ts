import fc from "fast-check";
import { type FaultKind, faultKinds } from "../model/faults";
import type { World } from "../model/world";
import type { Kill } from "../seam/process";
import type { Scene } from "../stage/stage";

/** A change at the provider. `update` of nobody creates, `delete` of nobody creates too, so that every step does something. */
export type Change = { user: number; how: "put" | "put-same-time" | "delete"; lag: number };
export type Op =
  | { op: "deliver"; pick: number; times: number; kill: Kill | null }
  | { op: "drain"; kill: Kill | null }
  | { op: "walk"; isWhole: boolean; kill: Kill | null };
export type TargetEvent = "drop-before" | "drop-after" | "checkpoint" | "crash" | "snapshot" | "restore";
export type Step =
  | ({ do: "change" } & Change)
  | ({ do: "engine" } & { op: Op })
  | { do: "both"; ops: [Op, Op]; changes: Change[]; order: number; pausedFor: number }
  | { do: "fault"; kind: FaultKind; skip: number; times: number }
  | { do: "other"; op: Op }
  | { do: "target"; what: TargetEvent; nth: number }
  | { do: "forge"; how: "secret" | "lie"; user: number; kind: "user.created" | "user.updated" | "user.deleted" }
  | { do: "pass"; seconds: number }
  | { do: "sweep" };

export type History = { scene: Omit<Scene, "route">; seed: number; steps: Step[] };

export const maxUsers = 12;
const maxSteps = 60;
const day = 86_400;

const user = fc.nat(maxUsers - 1);
const change: fc.Arbitrary<Change> = fc.record({
  user,
  how: fc.constantFrom("put", "put", "put", "put-same-time", "delete", "delete"),
  lag: fc.constantFrom(0, 0, 0, 1, 2, 3),
});

const kill = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record<Kill>({ at: fc.integer({ min: 1, max: 40 }), when: fc.constantFrom("before", "after") }),
  },
);
const deliver = fc.record<Op>({
  op: fc.constant("deliver"),
  pick: fc.nat(1000),
  times: fc.constantFrom(1, 1, 1, 2),
  kill,
} as never);
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: deliver },
  { weight: 3, arbitrary: fc.record({ op: fc.constant("drain" as const), kill }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant("walk" as const), isWhole: fc.boolean(), kill }) },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: change.map((made): Step => ({ do: "change", ...made })) },
  { weight: 12, arbitrary: op.map((done): Step => ({ do: "engine", op: done })) },
  {
    weight: 4,
    arbitrary: fc.record<Step>({
      do: fc.constant("both"),
      ops: fc.tuple(op, op),
      changes: fc.array(change, { maxLength: 2 }),
      order: fc.nat(),
      pausedFor: fc.constantFrom(0, 0, 5, 20),
    } as never),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("fault" as const),
      kind: fc.constantFrom(...faultKinds),
      skip: fc.nat(3),
      times: fc.constantFrom(1, 1, 3),
    }),
  },
  { weight: 1, arbitrary: op.map((done): Step => ({ do: "other", op: done })) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("target" as const),
      what: fc.constantFrom<TargetEvent>("drop-before", "drop-after", "checkpoint", "crash", "snapshot", "restore"),
      nth: fc.integer({ min: 1, max: 12 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("forge" as const),
      how: fc.constantFrom("secret" as const, "lie" as const),
      user,
      kind: fc.constantFrom("user.created" as const, "user.updated" as const, "user.deleted" as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("pass" as const), seconds: fc.constantFrom(3, 25, 130, 3600, 3 * day) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "sweep" }) },
);

/** A small history: who comes, goes and comes back, and all that befalls it on the way. */
export const history: fc.Arbitrary<History> = fc.record({
  scene: fc.record({ timed: fc.boolean(), style: fc.constantFrom<World["style"]>("met", "opaque") }),
  seed: fc.nat(),
  steps: fc.oneof(
    { weight: 6, arbitrary: fc.array(step, { minLength: 3, maxLength: 14, size: "max" }) },
    { weight: 1, arbitrary: fc.array(step, { minLength: 15, maxLength: maxSteps, size: "max" }) },
  ),
});
