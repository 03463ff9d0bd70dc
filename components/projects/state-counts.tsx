import clsx from "clsx";
import { toneText } from "@/components/ui/tone";
import { formatNumber } from "@/lib/format";
import { type SyncState, syncStates } from "@/lib/integrations/views";
import type { ProjectListItem } from "@/lib/projects/views";
import { stateOf } from "./sync-state";

/** The states in the address, worst first. */
export const projectStates = [...syncStates, "not-connected"] as const;
export type ProjectState = (typeof projectStates)[number];

export const stateName = (state: SyncState | null): ProjectState => state ?? "not-connected";

type StateCountsProps = {
  projects: ProjectListItem[];
  chosen: ProjectState | null;
  onChoose: (state: ProjectState | null) => void;
};

/** How many projects are in each state that there is; a click leaves only those, and another one brings the rest back. */
export function StateCounts({ projects, chosen, onChoose }: StateCountsProps) {
  const counts = projectStates.flatMap((state) => {
    const count = projects.filter((project) => stateName(project.state) === state).length;
    return count > 0 || state === chosen ? [{ state, count }] : [];
  });
  return (
    <ul
      aria-label="Projects by state"
      className="flex flex-wrap overflow-clip rounded-3 border border-line bg-surface [&>li]:flex-1 [&>li]:basis-40 md:[&>li]:basis-0 md:[&>li:not(:first-child)]:border-l [&>li]:border-line"
    >
      {counts.map(({ state, count }) => {
        const { icon: Icon, tone, label } = stateOf(state === "not-connected" ? null : state);
        const isChosen = state === chosen;
        return (
          <li key={state}>
            <button
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChoose(isChosen ? null : state)}
              className={clsx(
                "flex h-11 w-full items-center gap-2 px-4 whitespace-nowrap -outline-offset-2 transition-colors",
                isChosen ? "bg-active" : "hover:bg-hover",
              )}
            >
              <Icon className={toneText[tone]} aria-hidden />
              <span className="text-16 font-semibold">{formatNumber(count)}</span>
              <span className="truncate text-2">{label}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
