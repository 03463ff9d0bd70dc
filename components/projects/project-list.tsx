"use client";
import { SearchX } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { Silent } from "@/components/ui/silent";
import { table } from "@/components/ui/table";
import { formatCount } from "@/lib/format";
import type { ProjectListItem } from "@/lib/projects/views";
import { matchingProjects, type ProjectFilter, parseProjectFilter, projectsAddress } from "./project-filter";
import { ProjectRows } from "./project-rows";
import { ProjectTable } from "./project-table";
import { StateCounts } from "./state-counts";
import { useRefresh } from "./use-refresh";

const searchFrom = 8;
const every = 10_000;

/** Every project with its state, worst first: a table where there is room, a list where there is not. */
export function ProjectList({ projects }: { projects: ProjectListItem[] }) {
  const silentSince = useRefresh(every);
  const asked = parseProjectFilter(new URLSearchParams(useSearchParams().toString()));
  // A field that waits for the address would lose what is typed quickly.
  const [search, setSearch] = useState(asked.search);
  const filter = { ...asked, search };
  const set = (next: ProjectFilter) => {
    setSearch(next.search);
    window.history.replaceState(null, "", projectsAddress(new URLSearchParams(window.location.search), next));
  };
  const shown = matchingProjects(projects, filter);
  return (
    <>
      <StateCounts projects={projects} chosen={filter.state} onChoose={(state) => set({ ...filter, state })} />
      <div className="grid gap-3">
        {(projects.length >= searchFrom || filter.search) && (
          <SearchInput
            label="Search projects"
            value={filter.search}
            onChange={(search) => set({ ...filter, search })}
            shortcut
          />
        )}
        <div className={table.frame}>
          {shown.length > 0 ? (
            <>
              <ProjectTable projects={shown} />
              <ProjectRows projects={shown} />
            </>
          ) : (
            <NothingMatches filter={filter} count={projects.length} onClear={() => set({ search: "", state: null })} />
          )}
          {silentSince && <Silent since={silentSince} />}
        </div>
      </div>
    </>
  );
}

type NothingProps = { filter: ProjectFilter; count: number; onClear: () => void };

const NothingMatches = ({ filter, count, onClear }: NothingProps) => (
  <EmptyState
    icon={SearchX}
    title={filter.search ? `No project matches “${filter.search.trim()}”` : "No project is in this state"}
    actions={<Button onClick={onClear}>Show all projects</Button>}
  >
    {formatCount(count, "project was", "projects were")} searched by name, provider and database.
  </EmptyState>
);
