import clsx from "clsx";
import { KeyRound, type LucideIcon, Settings2, UserRound, UserX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { stateOf } from "@/components/projects/sync-state";
import { Badge } from "@/components/ui/badge";
import { ClockTime } from "@/components/ui/relative-time";
import { type Tone, toneWash } from "@/components/ui/tone";
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
  const { icon: Icon, tone, title, badge, text } = tell(entry, runs);
  return (
    <li className="flex gap-3 border-t border-line px-4 py-2.5 first:border-t-0">
      <span className={clsx("mt-0.5 grid size-6 shrink-0 place-items-center rounded-full border", toneWash[tone])}>
        <Icon className="size-3 stroke-2" aria-hidden />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <b className="font-medium break-words">{title}</b>
          {badge && (
            <Badge tone={badge.tone} icon={badge.icon}>
              {badge.label}
            </Badge>
          )}
        </p>
        <p className="max-w-[88ch] break-words text-2">{text}</p>
      </div>
      <ClockTime iso={entry.at} className="text-12 text-3" />
    </li>
  );
}
