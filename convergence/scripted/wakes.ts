import { settle } from "../driver/settle";
import { Violation } from "../driver/violation";
import { lastAwaits } from "../seam/process";
import type { Stage } from "../stage/stage";
import { prepare } from "./kill-points";
import { type Meeting, pending, plain } from "./races";
import { accept, type Cast, put } from "./scenarios";
import { Stops } from "./stops";

/** Every order in which a delivery stops once and a drain does, while another delivery comes. */
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

const woken = async ({ stage }: Cast): Promise<boolean> =>
  (await stage.console.triggers()).some(({ name }) => name === "changes/received");

/** The sweep sleeps here: whatever got a 2xx is settled by those who were woken for it. Throws Violation. */
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
  if (left.length > 0)
    throw new Violation("wake", `${left.map(({ event_id }) => event_id)} waits, and nobody was woken`);
  await settle(stage, engine, world);
}
