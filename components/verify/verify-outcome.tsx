import { CircleCheck, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { StateText } from "@/components/ui/state-text";
import type { Tone } from "@/components/ui/tone";
import { formatCount } from "@/lib/format";
import type { RunView, VerifyResult } from "@/lib/integrations/views";
import { total } from "./words";

type Look = { tone: Tone; icon: LucideIcon; label: string };

const looks: Record<Exclude<RunView["state"], "running" | "repaired">, Look> = {
  equal: { tone: "ok", icon: CircleCheck, label: "Proved equal" },
  incomplete: { tone: "warn", icon: TriangleAlert, label: "Incomplete" },
  failed: { tone: "bad", icon: CircleX, label: "Failed" },
  cancelled: { tone: "idle", icon: CircleX, label: "Cancelled" },
};

const differing: Look = { tone: "warn", icon: TriangleAlert, label: "Differences" };

function lookOf(result: VerifyResult): Look {
  const { state } = result.run;
  if (state === "running" || state === "repaired") return looks.incomplete;
  return state === "incomplete" && total(result) > 0 ? differing : looks[state];
}

/** What the last parity check found: the word, when, and what it means. */
export function VerifyOutcome({ result, provider }: { result: VerifyResult; provider: string }) {
  const { run } = result;
  const { tone, icon, label } = lookOf(result);
  return (
    <div className="grid max-w-[88ch] gap-1 p-4">
      <p className="flex flex-wrap items-center gap-x-3">
        <StateText tone={tone} icon={icon}>
          {label}
        </StateText>
        {run.finishedAt && (
          <span className="text-12 text-3">
            <RelativeTime iso={run.finishedAt} />
            {run.startedBy && `, asked for by ${run.startedBy}`}
          </span>
        )}
      </p>
      <p>{finding(result, provider)}</p>
      {consequence(result, provider) && <p className="text-2">{consequence(result, provider)}</p>}
    </div>
  );
}

const finding = ({ run }: VerifyResult, provider: string): ReactNode =>
  run.state === "equal"
    ? `${formatCount(run.seen, "user")} at ${provider} and every live row were compared, column by column. Nothing differs.`
    : run.reason;

function consequence(result: VerifyResult, provider: string): string | null {
  const { run, stands, repair } = result;
  if (run.state === "equal") return stands ? null : "A later check has taken the place of this result.";
  if (total(result) === 0) return "Nothing is proved by it. No row was touched.";
  if (!stands) return "A later check has taken the place of this result.";
  if (repair.changes === 0)
    return `Each of these users was read from ${provider} by id, and the row after it. No row was touched.`;
  if (repair.waiting > 0)
    return `${formatCount(repair.changes, "change")} put into the inbox, ${repair.waiting} still waiting for a read.`;
  return `${formatCount(repair.changes, "change")} put into the inbox, none waiting any more. Verify again to prove both sides equal.`;
}
