import type { Guard } from "./seam/guards";
import { takeAway } from "./seam/sabotages";
import { Stage } from "./stage/stage";
import { type Order, playShare, type Report } from "./suite";

/** What the parent sends: where to play, and what. */
export type Job = Order & { server: string; pgbouncer: string | null; without: Guard | null };

process.once("message", async ({ server, pgbouncer, without, ...order }: Job) => {
  const stage = await Stage.create(server, `${order.worker}`, pgbouncer);
  if (without) takeAway(without);
  const report: Report = await playShare(stage, order);
  process.send?.(report, () => process.exit(0));
});

// Nobody is left to hear of it.
process.once("disconnect", () => process.exit(1));
