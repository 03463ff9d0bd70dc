import type { Run } from "@/db/queries/runs";
import type { RunView } from "./views";

export const toRunView = (run: Run): RunView => ({
  id: run.id,
  kind: run.kind,
  trigger: run.trigger,
  state: run.state,
  phase: run.phase,
  pages: run.pages,
  seen: run.seen,
  written: run.written,
  deleted: run.deleted,
  parked: run.parked,
  held: run.held,
  requests: run.requests,
  startedBy: run.startedBy,
  expected: run.expected,
  reason: run.reason,
  startedAt: run.startedAt.toISOString(),
  progressAt: run.progressAt.toISOString(),
  finishedAt: run.finishedAt?.toISOString() ?? null,
});
