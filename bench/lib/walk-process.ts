import { findRunningRun } from "@/db/queries/runs";
import { finishWalk } from "@/lib/sync/finish-walk";
import { Child } from "./child";
import type { Connected } from "./console";

export type Walked = { ms: number; peakBytes: number };

/** Does the running walk in a process of its own, so that its peak is nobody else's, and ends the run. */
export async function walkApart({ integrationId, consoleUrl }: Connected): Promise<Walked> {
  const run = await findRunningRun(integrationId);
  if (!run) throw new Error("no walk is running");
  const args = ["--import", "tsx", "bench/walk-child.ts", integrationId];
  const child = new Child(args, { DATABASE_URL: consoleUrl });
  const walked = await child.next<Walked>();
  await child.stop();
  await finishWalk(run.id);
  return walked;
}
