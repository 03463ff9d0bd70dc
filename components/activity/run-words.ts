import {
  ArrowDownToLine,
  CircleCheck,
  CircleSlash,
  FileDiff,
  ListChecks,
  type LucideIcon,
  OctagonAlert,
  RefreshCw,
  TriangleAlert,
  Wrench,
} from "lucide-react";
import type { Tone } from "@/components/ui/tone";
import { formatCount, formatDuration, formatNumber } from "@/lib/format";
import type { RunView } from "@/lib/integrations/views";

type Kind = { name: string; icon: LucideIcon; met: string };

/** What a run is called, and what it does with the users whom it meets. */
export const runKinds: Record<RunView["kind"], Kind> = {
  backfill: { name: "Backfill", icon: ArrowDownToLine, met: "copied" },
  reconcile: { name: "Reconcile", icon: RefreshCw, met: "compared" },
  delta: { name: "Delta pass", icon: FileDiff, met: "read" },
  verify: { name: "Verify", icon: ListChecks, met: "compared" },
};

type Outcome = { tone: Tone; icon: LucideIcon; label: string };

/** How a run ended. */
export function runOutcome(run: Pick<RunView, "state" | "kind" | "written" | "deleted">): Outcome {
  switch (run.state) {
    case "running":
      return { tone: "accent", icon: RefreshCw, label: "Running" };
    case "equal":
      return { tone: "ok", icon: CircleCheck, label: run.kind === "backfill" ? "Copied" : "Equal" };
    case "repaired":
      return { tone: "warn", icon: Wrench, label: `Repaired ${formatNumber(run.written + run.deleted)}` };
    case "incomplete":
      return { tone: "warn", icon: TriangleAlert, label: "Incomplete" };
    case "failed":
      return { tone: "bad", icon: OctagonAlert, label: "Failed" };
    case "cancelled":
      return { tone: "idle", icon: CircleSlash, label: "Cancelled" };
  }
}

/** "12,408 compared, 2 written, 214 held. 339 API calls, 3 min 58 s." */
export function runSummary(run: RunView): string {
  const { kind, seen, written, deleted, held, parked, requests } = run;
  const counts =
    kind === "verify"
      ? [parked > 0 && `${formatNumber(parked)} could not be judged`]
      : [
          `${formatNumber(written)} written`,
          deleted > 0 && `${formatNumber(deleted)} marked deleted`,
          held > 0 && `${formatNumber(held)} held`,
          parked > 0 && `${formatNumber(parked)} could not be read or stored`,
        ];
  const met = `${formatNumber(seen)} ${runKinds[kind].met}`;
  const took = runDuration(run);
  const cost = [formatCount(requests, "API call"), took !== null && formatDuration(took)];
  return `${[met, ...counts].filter(Boolean).join(", ")}. ${cost.filter(Boolean).join(", ")}.`;
}

/** Milliseconds; null while it runs. */
export const runDuration = ({ startedAt, finishedAt }: Pick<RunView, "startedAt" | "finishedAt">): number | null =>
  finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt);

/** Who or what started it. */
export function runOrigin({ trigger, startedBy }: RunView): string {
  if (trigger === "person") return startedBy ? `Started by ${startedBy}` : "Started by a person";
  if (trigger === "connect") return "Started by Connect";
  if (trigger === "backlog") return "Started because many changes waited at once";
  return "Started on schedule";
}
