"use client";
import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { stateOf } from "@/components/projects/sync-state";
import { Dot } from "@/components/ui/dot";
import type { SyncState } from "@/lib/integrations/views";
import type { Role } from "@/lib/projects/views";
import { isCurrent, projectPages } from "./project-pages";

type SidebarProps = { projectId: string; role: Role; state: SyncState | null; foot: string };

/** The pages of one project; the dot beside Auth repeats its state. */
export function Sidebar({ projectId, role, state, foot }: SidebarProps) {
  const path = usePathname();
  const { tone, label: stateLabel } = stateOf(state);
  return (
    <div className="no-print sticky top-bar flex h-[calc(100dvh-var(--bar))] flex-col border-r border-line px-2 py-3 max-md:hidden">
      <nav aria-label="Project" className="grid gap-0.5">
        {projectPages(projectId, role).map(({ href, label, icon: Icon, showsState }) => (
          <Link
            key={href}
            href={href as Route}
            aria-current={isCurrent(path, href) ? "page" : undefined}
            className={clsx(
              "flex h-control items-center gap-2.5 rounded-2 px-2.5 font-medium -outline-offset-2 transition-colors",
              isCurrent(path, href) ? "bg-active text-text" : "text-2 hover:bg-hover",
            )}
          >
            <Icon aria-hidden />
            <span className="flex-1">{label}</span>
            {showsState && state && <Dot tone={tone} label={stateLabel} />}
          </Link>
        ))}
      </nav>
      <footer className="mt-auto px-2.5 py-2 text-12 text-3">{foot}</footer>
    </div>
  );
}
