import type { Floor, Target } from "./types";

// nextval is not flushed with every value, so a crash can take the sequence back; the checkpoint's position tells.
const floorSql =
  "select nextval('rollcall.clock')::text as floor, checkpoint_lsn::text as epoch from pg_control_checkpoint()";

async function draw(target: Target): Promise<Floor> {
  const [floor] = (await target.query<Floor>(floorSql)).rows;
  if (!floor) throw new Error("the clock gave no value");
  return floor;
}

/**
 * The clock, before the provider is asked. `atLeast` is the highest floor seen so far, as text. A clock that stands
 * behind it was restored or made anew: it is moved past it, and `restored` says that rows may be old as well.
 */
export async function takeFloor(target: Target, atLeast: string): Promise<Floor & { restored: boolean }> {
  const floor = await draw(target);
  if (BigInt(floor.floor) > BigInt(atLeast)) return { ...floor, restored: false };
  await target.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('rollcall clock', 0))");
    await tx.query("select setval('rollcall.clock', $1::bigint) from rollcall.clock where last_value < $1::bigint", [
      atLeast,
    ]);
  });
  return { ...(await draw(target)), restored: true };
}
