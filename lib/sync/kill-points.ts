import { env } from "@/lib/env";
import { log } from "@/lib/log";

let reached = 0;

/** Tests name a point in ROLLCALL_KILL_AT (`point:n`); the process dies there the nth time, as if the power had gone. */
export function reach(point: string): void {
  if (!env.ROLLCALL_KILL_AT) return;
  const [name, nth = "1"] = env.ROLLCALL_KILL_AT.split(":");
  if (name !== point || ++reached < Number(nth)) return;
  log.warn({ point, nth }, "killed at a kill point");
  process.kill(process.pid, "SIGKILL");
}
