import { type ReactNode, useState } from "react";
import { stateOf } from "@/components/projects/sync-state";
import { Band } from "@/components/ui/band";
import { ClockTime, RelativeTime } from "@/components/ui/relative-time";
import { type IntegrationStatus, syncStates } from "@/lib/integrations/views";
import { headlineLines } from "./headline-lines";
import { Quiet } from "./quiet";
import { isTrouble } from "./trouble";

const grounds = { ok: "", accent: "", idle: "", warn: "bg-warn-wash", bad: "bg-bad-wash" };

/** Whether it is worse now than when the page was opened. */
function useTurnedWorse({ state }: IntegrationStatus): boolean {
  const [opened] = useState(state);
  return isTrouble(state) && syncStates.indexOf(state) < syncStates.indexOf(opened);
}

/** The first thing on the page: is the table true, and if not, what happens next? */
export function Headline({ status, actions }: { status: IntegrationStatus; actions?: ReactNode }) {
  const { label, tone, icon } = stateOf(status.state);
  const { what, meaning, next } = headlineLines(status);
  const trouble = isTrouble(status.state);
  // Beside what waits for a person, a problem that heals by itself is not what the headline is about.
  const problem = status.state === "degraded" || status.problem?.needsPerson ? status.problem : null;
  const title = (
    <>
      {label}
      {trouble && problem && (
        <span className="ml-2.5 text-12 font-normal tracking-normal text-2">
          <Quiet>
            since <ClockTime iso={problem.since} />, <RelativeTime iso={problem.since} />
          </Quiet>
        </span>
      )}
    </>
  );
  return (
    <div className={grounds[tone]}>
      <Band
        bare
        tone="plain"
        titleTone={tone}
        icon={icon}
        title={title}
        live={useTurnedWorse(status)}
        actions={trouble || status.paused ? actions : undefined}
      >
        <p className={trouble ? undefined : "text-2"}>{what}</p>
        {meaning && <p className={trouble ? undefined : "text-2"}>{meaning}</p>}
        {next && <p className="text-2">{next}</p>}
        {trouble && status.paused && <p className="text-2">{status.paused.by} has paused the sync as well.</p>}
      </Band>
    </div>
  );
}
