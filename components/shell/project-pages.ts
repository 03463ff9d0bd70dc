import { Settings, UsersRound } from "lucide-react";

/** The pages of a project, in the order of the sidebar. */
export const projectPages = (projectId: string) => [
  { href: `/projects/${projectId}/auth`, label: "Auth", icon: UsersRound, showsState: true },
  { href: `/projects/${projectId}/settings`, label: "Settings", icon: Settings, showsState: false },
];

export const isCurrent = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`);
