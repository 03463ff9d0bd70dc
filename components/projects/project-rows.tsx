import Link from "next/link";
import type { ProjectListItem } from "@/lib/projects/views";
import { StateBadge } from "./state-badge";

/** The table as a list, for narrow screens. */
export function ProjectRows({ projects }: { projects: ProjectListItem[] }) {
  return (
    <ul aria-label="Projects, worst first" className="md:hidden">
      {projects.map(({ id, name, state, providerName, database }) => (
        <li key={id} className="not-first:border-t not-first:border-line">
          <Link
            href={`/projects/${id}/auth`}
            className="grid min-h-14 content-center gap-0.5 px-4 py-2 -outline-offset-2 hover:bg-hover"
          >
            <span className="flex min-w-0 items-center gap-2">
              <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
              <StateBadge state={state} />
            </span>
            <span className="flex min-w-0 gap-2 text-12 text-3">
              <span className="min-w-0 flex-1 truncate">{providerName ?? "No provider"}</span>
              <span className="min-w-0 truncate font-mono">{database}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
