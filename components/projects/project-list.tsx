"use client";
import { SearchX } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { table } from "@/components/ui/table";
import { syncStates } from "@/lib/integrations/views";
import type { ProjectListItem } from "@/lib/projects/views";
import { ProjectRows } from "./project-rows";
import { ProjectTable } from "./project-table";

const searchFrom = 8;

const badness = ({ state }: ProjectListItem): number => (state ? syncStates.indexOf(state) : syncStates.length);

/** Worst first; inside a state by name. Not connected comes last. */
const worstFirst = (a: ProjectListItem, b: ProjectListItem): number =>
  badness(a) - badness(b) || a.name.localeCompare(b.name, "en");

/** Every project with its state: a table where there is room, a list where there is not. */
export function ProjectList({ projects }: { projects: ProjectListItem[] }) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const shown = projects.filter(({ name }) => name.toLowerCase().includes(wanted)).sort(worstFirst);
  return (
    <div className="grid gap-3">
      {projects.length >= searchFrom && (
        <SearchInput label="Search projects" value={search} onChange={setSearch} shortcut />
      )}
      <div className={table.frame}>
        {shown.length > 0 ? (
          <>
            <ProjectTable projects={shown} />
            <ProjectRows projects={shown} />
          </>
        ) : (
          <EmptyState
            icon={SearchX}
            title={`No project matches “${search.trim()}”`}
            actions={<Button onClick={() => setSearch("")}>Clear search</Button>}
          >
            {projects.length} projects were searched by name.
          </EmptyState>
        )}
      </div>
    </div>
  );
}
