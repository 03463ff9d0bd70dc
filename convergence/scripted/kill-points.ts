import { Engine } from "../driver/engine";
import { checkCheckpoint } from "../driver/oracles";
import { settle } from "../driver/settle";
import { Violation } from "../driver/violation";
import { gate } from "../seam/gate";
import { type Kill, lastAwaits } from "../seam/process";
import { randomFrom } from "../seam/random";
import type { Stage } from "../stage/stage";
import { type Cast, type Scenario, scenarios } from "./scenarios";

/** One point at which a process of a scenario is abandoned. */
export type Point = { scenario: string; run: number; kill: Kill };

const named = (name: string): Scenario => {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`there is no scenario ${name}`);
  return found;
};

/** Empties the stage and brings a scenario to where its processes begin. */
export async function prepare(stage: Stage, { scene, prepare }: Pick<Scenario, "scene" | "prepare">): Promise<Cast> {
  const random = randomFrom(1);
  gate.choose = (waiting) => Math.floor(random() * waiting.length);
  const world = await stage.reset({ ...scene, route: "pooler" }, random);
  const set = { stage, world, engine: new Engine(stage) };
  await prepare(set);
  return set;
}

/** Every await of every process of these scenarios, counted by letting them run undisturbed. Throws Violation. */
export async function listPoints(stage: Stage, names = scenarios.map(({ name }) => name)): Promise<Point[]> {
  const points: Point[] = [];
  for (const scenario of names.map(named)) points.push(...(await pointsOf(stage, scenario)));
  return points;
}

async function pointsOf(stage: Stage, scenario: Scenario): Promise<Point[]> {
  const points: Point[] = [];
  const cast = await prepare(stage, scenario);
  for (const [run, work] of scenario.runs.entries()) {
    await work(cast, null);
    for (let at = 1; at <= lastAwaits(); at++)
      for (const when of ["before", "after"] as const)
        points.push({ scenario: scenario.name, run, kill: { at, when } });
  }
  await settle(stage, cast.engine, cast.world).catch((error: unknown) => {
    throw error instanceof Violation ? new Violation(error.kind, `${error.message}, in "${scenario.name}"`) : error;
  });
  return points;
}

/** Abandons one process there; then others go on, and both oracles judge. Throws Violation. */
export async function playPoint(stage: Stage, { scenario, run, kill }: Point): Promise<void> {
  const { runs, ...rest } = named(scenario);
  const set = await prepare(stage, rest);
  for (const [n, work] of runs.entries()) {
    await work(set, n === run ? kill : null);
    if (n === run) break;
  }
  await checkCheckpoint(stage, set.world);
  await settle(stage, set.engine, set.world);
}
