"use client";
import clsx from "clsx";
import { Choice } from "@/components/ui/choice";
import { type ActivityQuery, activityKinds } from "@/lib/integrations/views";

const kinds: Record<ActivityQuery["kind"], string> = {
  all: "All",
  runs: "Runs",
  states: "States",
  deletions: "Deletions",
  settings: "Settings",
  keys: "Keys",
};
const ranges: Record<ActivityQuery["range"], string> = {
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
};

type ToolsProps = {
  query: ActivityQuery;
  actors: string[];
  onFilter: (change: Partial<Record<"kind" | "actor" | "range", string>>) => void;
};

/** What narrows the timeline. */
export function ActivityTools({ query, actors, onFilter }: ToolsProps) {
  const names = query.actor && !actors.includes(query.actor) ? [query.actor, ...actors] : actors;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <fieldset className="flex min-w-0 max-w-full overflow-x-auto rounded-2 border border-line bg-subtle p-0.5">
        <legend className="sr-only">Kind</legend>
        {activityKinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={query.kind === kind}
            onClick={() => onFilter({ kind: kind === "all" ? "" : kind })}
            className={clsx(
              "h-7 shrink-0 rounded-1 border px-2.5 text-12 font-medium -outline-offset-2 pointer-coarse:h-10",
              query.kind === kind ? "border-line-strong bg-surface" : "border-transparent text-2 hover:text-text",
            )}
          >
            {kinds[kind]}
          </button>
        ))}
      </fieldset>
      <div className="ml-auto flex flex-wrap gap-2 max-md:w-full">
        <Choice
          label="Actor"
          value={query.actor ?? ""}
          choices={[["", "Anyone"], ...names.map((name) => [name, name] as const)]}
          onChange={(actor) => onFilter({ actor })}
        />
        <Choice
          label="Range"
          value={query.range}
          choices={Object.entries(ranges)}
          onChange={(range) => onFilter({ range: range === "7d" ? "" : range })}
        />
      </div>
    </div>
  );
}
