import { existsSync, writeFileSync } from "node:fs";
import { env } from "@/lib/env";

let reached = 0;

/**
 * Tests name a point in ROLLCALL_KILL_AT as `point:n:file`: the process dies there the nth time, as if the power had gone.
 * The file is written just before, and where it exists nobody dies, so that the restarted process lives.
 */
export function reach(point: string): void {
  if (!env.ROLLCALL_KILL_AT) return;
  const [name, nth = "1", file = ""] = env.ROLLCALL_KILL_AT.split(":");
  if (name !== point || ++reached < Number(nth) || existsSync(/* turbopackIgnore: true */ file)) return;
  writeFileSync(/* turbopackIgnore: true */ file, point);
  process.kill(process.pid, "SIGKILL");
}
