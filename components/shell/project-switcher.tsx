"use client";
import { ChevronsUpDown, LayoutList, Plus } from "lucide-react";
import { useParams } from "next/navigation";
import { stateOf } from "@/components/projects/sync-state";
import { buttonClass } from "@/components/ui/button";
import { Dot } from "@/components/ui/dot";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { ProjectListItem } from "@/lib/projects/views";

/** The project one is in, and the way to the others; nothing outside of a project. */
export function ProjectSwitcher({ projects }: { projects: Pick<ProjectListItem, "id" | "name" | "state">[] }) {
  const { projectId } = useParams();
  const current = projects.find(({ id }) => id === projectId);
  if (!current) return null;
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1">
      <span aria-hidden className="text-16 text-line-strong">
        /
      </span>
      <Menu
        align="start"
        trigger={
          <button type="button" className={`${buttonClass("ghost")} min-w-0 text-text!`} title={current.name}>
            <span className="sr-only">Project: </span>
            <span className="truncate">{current.name}</span>
            <ChevronsUpDown className="size-3.5 text-3" aria-hidden />
          </button>
        }
      >
        {projects.map(({ id, name, state }) => (
          <MenuItem
            key={id}
            href={`/projects/${id}/auth`}
            current={id === current.id}
            aside={<Dot tone={stateOf(state).tone} label={stateOf(state).label} />}
          >
            {name}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem href="/projects" icon={<LayoutList aria-hidden />}>
          All projects
        </MenuItem>
        <MenuItem href="/projects/new" icon={<Plus aria-hidden />}>
          New project
        </MenuItem>
      </Menu>
    </nav>
  );
}
