import type { ProjectListItem } from "@/lib/projects/views";
import { type ProjectState, projectStates, stateName } from "./state-counts";

export type ProjectFilter = { search: string; state: ProjectState | null };

/** What the address says about the list. Anything unknown is as if it were not there. */
export const parseProjectFilter = (params: URLSearchParams): ProjectFilter => ({
  search: (params.get("q") ?? "").slice(0, 200),
  state: projectStates.find((state) => state === params.get("state")) ?? null,
});

/** The page's next address; other parameters stay. */
export function projectsAddress(current: URLSearchParams, { search, state }: ProjectFilter): string {
  const params = new URLSearchParams(current);
  for (const [name, value] of [["q", search] as const, ["state", state] as const]) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  return `?${params}`;
}

/** Those whose name, database or provider has the text in it, in their order. */
export function matchingProjects(projects: ProjectListItem[], { search, state }: ProjectFilter): ProjectListItem[] {
  const wanted = search.trim().toLowerCase();
  return projects.filter(
    (project) =>
      (state === null || stateName(project.state) === state) &&
      [project.name, project.database, project.host, project.providerName ?? ""].some((text) =>
        text.toLowerCase().includes(wanted),
      ),
  );
}
