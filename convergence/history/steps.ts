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
  | { op: "walk"; isWhole: boolean; kill: Kill | null }
  | { op: "verify"; kill: Kill | null };
type Lie = "user.created" | "user.updated" | "user.deleted";
export type TargetEvent = "drop-before" | "drop-after" | "checkpoint" | "crash" | "snapshot" | "restore";
export type Step =
  | ({ do: "change" } & Change)
  | ({ do: "engine" } & { op: Op })
  | { do: "both"; ops: [Op, Op]; changes: Change[]; order: number; pausedFor: number }
  | { do: "fault"; kind: FaultKind; skip: number; times: number }
  | { do: "other"; op: Op }
  | { do: "pause"; ops: Op[] }
  | { do: "target"; what: TargetEvent; nth: number }
  | { do: "forge"; how: "secret" | "lie"; user: number; kind: Lie }
  | { do: "pass"; seconds: number }
  | { do: "sweep" };

/** `users` are there from the start, and a walk has met them where `isSynced`. */
export type Beginning = { users: number; isSynced: boolean };
export type History = { scene: Omit<Scene, "route">; beginning: Beginning; seed: number; steps: Step[] };

const maxUsers = 12;
const maxSteps = 60;
const day = 86_400;

/** A few of them have most of the trouble. */
const user = fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(maxUsers - 1) });
const change: fc.Arbitrary<Change> = fc.record({
  user,
  how: fc.constantFrom("put", "put", "put", "put-same-time", "delete", "delete"),
  lag: fc.constantFrom(0, 0, 0, 1, 2, 3),
});

const always = <T>(value: T): fc.Arbitrary<T> => fc.constant(value);

const dying: fc.Arbitrary<Kill> = fc.record({
  at: fc.integer({ min: 1, max: 40 }),
  when: fc.constantFrom<Kill["when"]>("before", "after"),
});
const kill: fc.Arbitrary<Kill | null> = fc.oneof(
  { weight: 4, arbitrary: always(null) },
  { weight: 1, arbitrary: dying },
);

const deliver = fc.record({
  op: always("deliver" as const),
  pick: fc.oneof(fc.nat(3), fc.nat(100)),
  times: fc.constantFrom(1, 1, 1, 2),
  kill,
});
const drain = fc.record({ op: always("drain" as const), kill });
const walk = fc.record({ op: always("walk" as const), isWhole: fc.boolean(), kill });
const verify = fc.record({ op: always("verify" as const), kill });
const op: fc.Arbitrary<Op> = fc.oneof<fc.WeightedArbitrary<Op>[]>(
  { weight: 4, arbitrary: deliver },
  { weight: 3, arbitrary: drain },
  { weight: 2, arbitrary: walk },
  { weight: 1, arbitrary: verify },
);

const both = fc.record({
  do: always("both" as const),
  ops: fc.tuple(op, op),
  changes: fc.array(change, { maxLength: 2 }),
  order: fc.nat(),
  pausedFor: fc.constantFrom(0, 0, 5, 20),
});
const fault = fc.record({
  do: always("fault" as const),
  kind: fc.constantFrom(...faultKinds),
  skip: fc.nat(3),
  times: fc.constantFrom(1, 1, 3),
});
const target = fc.record({
  do: always("target" as const),
  what: fc.constantFrom<TargetEvent>("drop-before", "drop-after", "checkpoint", "crash", "snapshot", "restore"),
  nth: fc.integer({ min: 1, max: 12 }),
});
const forge = fc.record({
  do: always("forge" as const),
  how: fc.constantFrom<"secret" | "lie">("secret", "lie"),
  user,
  kind: fc.constantFrom<Lie>("user.created", "user.updated", "user.deleted"),
});

const step: fc.Arbitrary<Step> = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  { weight: 12, arbitrary: change.map((made) => ({ do: "change", ...made })) },
  { weight: 12, arbitrary: op.map((done) => ({ do: "engine", op: done })) },
  { weight: 4, arbitrary: both },
  { weight: 4, arbitrary: fault },
  { weight: 1, arbitrary: op.map((done) => ({ do: "other", op: done })) },
  { weight: 1, arbitrary: fc.array(op, { minLength: 1, maxLength: 3 }).map((ops) => ({ do: "pause", ops })) },
  { weight: 3, arbitrary: target },
  { weight: 1, arbitrary: forge },
  {
    weight: 3,
    arbitrary: fc.record({ do: always("pass" as const), seconds: fc.constantFrom(3, 25, 130, 3600, 3 * day) }),
  },
  { weight: 1, arbitrary: always({ do: "sweep" }) },
);

/** A small history: who comes, goes and comes back, and all that befalls it on the way. */
export const history: fc.Arbitrary<History> = fc.record({
  scene: fc.record({ timed: fc.boolean(), style: fc.constantFrom<World["style"]>("met", "opaque") }),
  beginning: fc.record({ users: fc.constantFrom(0, 2, 4, 7), isSynced: fc.boolean() }),
  seed: fc.nat(),
  steps: fc.oneof(
    { weight: 6, arbitrary: fc.array(step, { minLength: 3, maxLength: 14, size: "max" }) },
    { weight: 1, arbitrary: fc.array(step, { minLength: 15, maxLength: maxSteps, size: "max" }) },
  ),
});
