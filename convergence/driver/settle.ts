import { faults } from "../model/faults";
import type { World } from "../model/world";
import { weather } from "../seam/weather";
import type { Stage } from "../stage/stage";
import type { Engine } from "./engine";
import { checkAcknowledged, checkCheckpoint, checkInbox, checkLog, checkParity } from "./oracles";
import { Violation } from "./violation";

const rounds = 12;
/** Longer than any wait that the engine sets itself. */
const longWait = 3600;

const isOpen = ({ state }: { state: string }) => state === "waiting" || state === "held";

/** The adversary falls quiet: reads are current, connections hold. */
export function calm(world: World): void {
  world.settle();
  faults.clear();
  weather.clear();
}

/** Time passes, the sweep wakes what is due, a person approves what is held: until the inbox has nothing open. */
export async function drainInbox(stage: Stage, engine: Engine): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const open = (await stage.console.inbox()).filter(isOpen);
    if (open.length === 0) return;
    await stage.console.approveHeld();
    await stage.pass(longWait);
    if (await engine.sweep()) await engine.drainAll();
  }
  const stuck = (await stage.console.inbox()).filter(isOpen);
  throw new Violation("inbox", `${stuck.map(({ event_id, reason }) => `${event_id} (${reason})`)} never settles`);
}

/** Carries whatever is running to its end, then compares everybody once. */
async function reconcile(stage: Stage, engine: Engine): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    if (!(await engine.running())) break;
    await engine.walk(undefined);
  }
  const run = await engine.begin("reconcile");
  for (let round = 0; round < rounds; round++) {
    await stage.pass(longWait);
    await engine.walk(undefined);
    if ((await engine.running())?.id !== run.id) return;
  }
  throw new Violation("parity", "a reconcile never ends");
}

/** Both oracles: before any reconcile what was acknowledged, after one everything. */
export async function settle(stage: Stage, engine: Engine, world: World): Promise<void> {
  calm(world);
  await checkCheckpoint(stage, world);
  await drainInbox(stage, engine);
  await checkLog(stage, world);
  await checkAcknowledged(stage, world);
  await reconcile(stage, engine);
  await drainInbox(stage, engine);
  await checkLog(stage, world);
  await checkParity(stage, world);
  await checkInbox(stage, world);
}
