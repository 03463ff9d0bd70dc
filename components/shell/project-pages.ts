import { Database, ListChecks, Settings, UserRound, UsersRound } from "lucide-react";

import type { Role } from "@/lib/projects/views";

/** The pages of a project that this role may open, in the order of the sidebar. */
export const projectPages = (projectId: string, role: Role | undefined) => [
  { href: `/projects/${projectId}/auth`, label: "Auth", icon: UsersRound, showsState: true },
  { href: `/projects/${projectId}/database`, label: "Database", icon: Database, showsState: false },
  { href: `/projects/${projectId}/people`, label: "People", icon: UserRound, showsState: false },
  ...(role === "viewer"
    ? []
    : [{ href: `/projects/${projectId}/audit`, label: "Audit log", icon: ListChecks, showsState: false }]),
  { href: `/projects/${projectId}/settings`, label: "Settings", icon: Settings, showsState: false },
];

export const isCurrent = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`);
