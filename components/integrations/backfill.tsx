import { stateOf } from "@/components/projects/sync-state";
import { Band } from "@/components/ui/band";
import { Progress } from "@/components/ui/progress";
import { RelativeTime } from "@/components/ui/relative-time";
import { formatCount, formatDuration, formatNumber } from "@/lib/format";
import type { IntegrationStatus, RunView } from "@/lib/integrations/views";
import { BackfillStages } from "./backfill-stages";
import { type RunProgress, runProgress } from "./progress";
import { Quiet } from "./quiet";

/** The first copy: how far, how fast, how long still, and what comes after it. */
export function Backfill({ status, run }: { status: IntegrationStatus; run: RunView }) {
  const { label, icon } = stateOf("backfilling");
  const copying = run.kind === "backfill";
  const progress = runProgress(run);
  const { done, total, percent, secondsLeft } = progress;
  const title = (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <span className="flex-1">
        {copying ? label : "Comparing both sides"} {percent !== null && <Quiet>{percent} %</Quiet>}
      </span>
      {secondsLeft !== null && (
        <span className="text-13 font-normal tracking-normal text-2">
          <Quiet>about {formatDuration(secondsLeft * 1000)} left</Quiet>
        </span>
      )}
    </span>
  );
  return (
    <>
      <Band bare tone="plain" titleTone="accent" icon={icon} title={title}>
        {total !== null && (
          <div className="py-1.5">
            <Progress value={Math.min(done, total)} max={total} label={label} />
          </div>
        )}
        <p className="text-2">
          <Quiet>
            {howFar(progress)} · started <RelativeTime iso={run.startedAt} />.
          </Quiet>{" "}
          You can close this page, the work goes on.
        </p>
      </Band>
      <BackfillStages status={status} run={run} />
    </>
  );
}

/** "7,817 of 12,400 users · 318 users/s", or "7,817 users so far" where the provider gives no total. */
function howFar({ done, total, rate }: RunProgress): string {
  const far =
    total === null ? `${formatCount(done, "user")} so far` : `${formatNumber(done)} of ${formatCount(total, "user")}`;
  return rate === null ? far : `${far} · ${formatNumber(Math.max(1, Math.round(rate)))} users/s`;
}
