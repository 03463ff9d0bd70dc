import { findRunningRun } from "@/db/queries/runs";
import { walk } from "./lib/console";
import { timed } from "./lib/stats";

/** A process that does nothing but the running walk of one integration, and says how long and how much memory it took. */
const run = await findRunningRun(process.argv[2] ?? "");
if (!run) throw new Error("no walk is running");
const ms = await timed(() => walk(run.id));
process.send?.({ ms, peakBytes: process.resourceUsage().maxRSS * 1024 }, () => process.exit());
