import { formatCount, formatDuration } from "@/lib/format";
import { isOverdue } from "@/lib/sync-state";
import type { CheckView, RunView, Words } from "../views";
import { type Facts, failing, notChecked, passing, waiting } from "./facts";

/** Longer than every retry together: what waits after that is stuck. */
const stuckMillis = 10 * 60_000;
/** What waits for less is normal work. */
const briefMillis = 30_000;
/** A timer that is later than this has nobody who fires it. */
const lateSeconds = 60;

const engineFix: Words = ["Check that the console's background engine is running; its log has the cause."];

/** Whether what came in is worked. */
export function queueCheck({ integration, status, now }: Facts): CheckView {
  const name = "Queue moving";
  const { waiting: count, oldestWaitingAt, parked, held, problem, paused } = status;
  const users = (n: number, what: string) => (n > 0 ? [`${formatCount(n, "user")} ${what}`] : []);
  const open = [...users(parked, "parked"), ...users(held, "with a held deletion")];
  if (open.length > 0) {
    const links = [{ label: "Decide", href: `/projects/${integration.projectId}/auth/activity` }];
    return failing(name, {
      finding: [open.join(", ")],
      fix: ["These wait for a person. Everything else goes on."],
      links,
    });
  }
  if (count === 0 || !oldestWaitingAt) {
    return passing(name, { finding: ["Nothing waits"], okAt: new Date(now).toISOString() });
  }
  const waits = `${formatCount(count, "change")} ${count === 1 ? "waits" : "wait"} for a read`;
  const finding: Words = [`${waits}, the oldest came `, { ago: oldestWaitingAt }];
  if (paused) return waiting(name, { finding });
  if (problem) return waiting(name, { finding: [...finding, ". Next try at ", { clock: problem.retryAt }] });
  const age = now - Date.parse(oldestWaitingAt);
  if (age > stuckMillis && !status.run) return failing(name, { finding, fix: engineFix });
  if (age > briefMillis) return waiting(name, { finding });
  return passing(name, { finding: [waits], okAt: new Date(now).toISOString() });
}

const failed = (run: RunView | null) => run !== null && (run.state === "incomplete" || run.state === "failed");

/** Whether the last proof that both sides are equal is as young as it should be. */
export function reconcileCheck({ integration, status, now }: Facts): CheckView {
  const name = "Reconcile fresh";
  const { run, lastRun, lastCheckedAt: okAt, nextCheckAt, paused, listening } = status;
  if (paused) return notChecked(name, { finding: ["No check is started while the sync is paused"], okAt });
  const every = `Due every ${formatDuration(listening.walk.everyMinutes * 60_000)}`;
  if (!run && isOverdue(integration.nextCheckAt, now)) {
    const fix: Words = ["Resync now. If nothing starts, check the console's background engine."];
    return failing(name, {
      finding: ["A full check was due ", { ago: nextCheckAt ?? "" }, ` and has not started. ${every}`],
      fix,
      okAt,
    });
  }
  if (lastRun && failed(lastRun)) {
    const finding: Words = [
      "The full check of ",
      { clock: lastRun.startedAt },
      ` was ${lastRun.state}. ${lastRun.reason ?? ""} ${every}`,
    ];
    return waiting(name, { finding, okAt });
  }
  if (okAt) return passing(name, { finding: [run ? `A check is running. ${every}` : every], okAt });
  return waiting(name, { finding: ["The first full check has not ended yet"] });
}

/** Whether something works the jobs. Of an engine of somebody else's only its work can be seen. */
export function workerCheck({ integration, status, engine, now }: Facts): CheckView {
  const name = "Worker";
  const okAt = new Date(now).toISOString();
  if (engine.embedded) {
    if (engine.late !== null && engine.late <= lateSeconds) {
      return passing(name, { finding: ["The embedded engine is on time"], okAt });
    }
    const late = engine.late === null ? "has no timer" : `is ${formatDuration(engine.late * 1000)} behind its timer`;
    return failing(name, { finding: [`The embedded engine ${late}`], fix: engineFix });
  }
  if (status.paused)
    return notChecked(name, { finding: ["An Inngest server runs the jobs; there are none while paused"] });
  if (!status.run && isOverdue(integration.nextCheckAt, now)) {
    const fix: Words = ["Check that the Inngest server runs and reaches this console at /api/inngest."];
    return failing(name, {
      finding: ["The Inngest server has not started what is due"],
      fix,
      okAt: status.lastCheckedAt,
    });
  }
  return passing(name, { finding: ["An Inngest server runs the jobs; nothing is overdue"], okAt });
}
