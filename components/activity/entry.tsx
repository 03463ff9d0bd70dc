import { KeyRound, type LucideIcon, Settings2, UserRound, UserX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { stateOf } from "@/components/projects/sync-state";
import { Badge } from "@/components/ui/badge";
import { ClockTime } from "@/components/ui/relative-time";
import { TimelineEntry } from "@/components/ui/timeline-entry";
import type { Tone } from "@/components/ui/tone";
import { formatCount } from "@/lib/format";
import type { ActivityEntry, ActView } from "@/lib/integrations/views";
import { runKinds, runOrigin, runOutcome, runSummary } from "./run-words";

type Told = {
  icon: LucideIcon;
  tone: Tone;
  title: ReactNode;
  badge?: { tone: Tone; icon?: LucideIcon; label: string };
  text: ReactNode;
};

const actIcons: Record<ActView["about"], LucideIcon> = {
  runs: runKinds.reconcile.icon,
  states: Settings2,
  deletions: UserX,
  settings: Settings2,
  keys: KeyRound,
  users: UserRound,
};
const notDone = { refused: "Refused", failed: "Failed" };

/** What an entry of the timeline says. `runs` is where the pages of runs are. */
function tell(entry: ActivityEntry, runs: string): Told {
  switch (entry.source) {
    case "run": {
      const { run } = entry;
      const { name, icon } = runKinds[run.kind];
      const badge = runOutcome(run);
      const title = (
        <Link href={`${runs}/${run.id}` as Route} className="hover:underline">
          {name}
        </Link>
      );
      return {
        icon,
        tone: badge.tone,
        title,
        badge,
        text: `${runSummary(run)} ${reasonOf(run.reason)}${runOrigin(run)}.`,
      };
    }
    case "state": {
      const { icon, tone, label } = stateOf(entry.state);
      return { icon, tone, title: label, text: entry.reason };
    }
    case "held":
      return { icon: UserX, tone: "bad", title: `${formatCount(entry.count, "deletion")} held`, text: entry.reason };
    case "act": {
      const { about, outcome, title, text } = entry;
      const badge = outcome === "done" ? undefined : ({ tone: "idle", label: notDone[outcome] } as const);
      return { icon: actIcons[about], tone: "idle", title, badge, text };
    }
  }
}

const reasonOf = (reason: string | null) => (reason ? `${reason} ` : "");

/** One entry: what happened, in a line why, and when. */
export function Entry({ entry, runs }: { entry: ActivityEntry; runs: string }) {
  const { badge, ...told } = tell(entry, runs);
  return (
    <TimelineEntry
      {...told}
      badge={
        badge && (
          <Badge tone={badge.tone} icon={badge.icon}>
            {badge.label}
          </Badge>
        )
      }
      time={<ClockTime iso={entry.at} className="text-12 text-3" />}
    />
  );
}
