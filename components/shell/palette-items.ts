import { ArrowRight, CircleHelp, FolderPlus, LayoutList, type LucideIcon, UserRound, Zap } from "lucide-react";
import { stateOf } from "@/components/projects/sync-state";
import type { ListedUser } from "@/lib/integrations/views";
import type { JumpProject } from "./jump";
import { projectPages } from "./project-pages";

export type PaletteItem = {
  id: string;
  icon: LucideIcon;
  label: string;
  /** Beside the label, in grey. */
  note?: string;
  /** The key that does the same without the palette. */
  keys?: string[];
} & ({ href: string } | { run: () => void });

export type PaletteGroup = { title: string; items: PaletteItem[] };

const authPages = [
  { path: "", label: "Users", keys: ["G", "U"] },
  { path: "/status", label: "Status", keys: ["G", "S"] },
  { path: "/activity", label: "Activity", keys: ["G", "A"] },
  { path: "/settings", label: "Sync settings" },
];

function pages({ projectId, projects }: Source): PaletteItem[] {
  const everywhere: PaletteItem[] = [
    { id: "projects", icon: LayoutList, label: "All projects", href: "/projects", keys: ["G", "P"] },
    { id: "new", icon: FolderPlus, label: "New project", href: "/projects/new" },
    { id: "account", icon: UserRound, label: "Your account", href: "/account" },
  ];
  if (!projectId) return everywhere;
  const auth = `/projects/${projectId}/auth`;
  return [
    ...authPages.map(({ path, label, keys }) => ({
      id: auth + path,
      icon: ArrowRight,
      label,
      href: auth + path,
      keys,
    })),
    ...projectPages(projectId, projects.find(({ id }) => id === projectId)?.role)
      .filter(({ href }) => href !== auth)
      .map(({ href, label, icon }) => ({ id: href, icon, label, href })),
    ...everywhere,
  ];
}

/** Every word that is typed is somewhere in it. */
const matches = ({ label, note }: PaletteItem, search: string): boolean =>
  search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${label} ${note ?? ""}`.toLowerCase().includes(word));

type Source = {
  search: string;
  projectId: string | undefined;
  projects: JumpProject[];
  users: ListedUser[];
  /** What the page offers at this moment. */
  actions: { label: string; key: string; run: () => void }[];
  onKeys: () => void;
};

/** A palette is read at a glance. */
const most = 6;

const projectItems = ({ projects, projectId }: Source): PaletteItem[] =>
  projects
    .filter(({ id }) => id !== projectId)
    .map(({ id, name, state }) => {
      const { icon, label } = stateOf(state);
      return { id: `project ${id}`, icon, label: name, note: label, href: `/projects/${id}/auth` };
    });

const actionItems = ({ actions, onKeys }: Source): PaletteItem[] => [
  ...actions.map(({ label, key, run }) => ({ id: `key ${key}`, icon: Zap, label, keys: [key.toUpperCase()], run })),
  { id: "keys", icon: CircleHelp, label: "List of keys", keys: ["?"], run: onKeys },
];

/** The console's own search has found them: what is typed may stand in the id. */
const userItems = ({ users, projectId }: Source): PaletteItem[] =>
  users.map(({ id, name, email }) => ({
    ...{ id: `user ${id}`, icon: UserRound, label: name ?? email ?? id, note: name ? (email ?? id) : id },
    href: `/projects/${projectId}/auth/users/${encodeURIComponent(id)}`,
  }));

/** What the palette shows for what is typed: users first, because the rest is found with fewer letters. */
export function paletteGroups(source: Source): PaletteGroup[] {
  const wanted = (items: PaletteItem[]) => items.filter((item) => matches(item, source.search));
  return [
    { title: "Users", items: userItems(source).slice(0, most) },
    { title: "Projects", items: wanted(projectItems(source)).slice(0, most) },
    { title: "Pages", items: wanted(pages(source)) },
    { title: "Actions", items: wanted(actionItems(source)) },
  ].filter(({ items }) => items.length > 0);
}
