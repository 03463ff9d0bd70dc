"use client";
import { LayoutList, Menu as Lines } from "lucide-react";
import { useParams, usePathname } from "next/navigation";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { AccountItems } from "./account-items";
import type { JumpProject } from "./jump";
import { isCurrent, projectPages } from "./project-pages";
import { ThemeChoices } from "./theme-choices";

type NarrowMenuProps = { projects: JumpProject[]; accountName: string };

/** Everything of the top bar and the sidebar in one menu, for narrow screens. */
export function NarrowMenu({ projects, accountName }: NarrowMenuProps) {
  const { projectId } = useParams();
  const path = usePathname();
  return (
    <Menu
      trigger={
        <IconButton label="Menu">
          <Lines aria-hidden />
        </IconButton>
      }
    >
      {typeof projectId === "string" && (
        <>
          {projectPages(projectId, projects.find(({ id }) => id === projectId)?.role).map(
            ({ href, label, icon: Icon }) => (
              <MenuItem key={href} href={href} current={isCurrent(path, href)} icon={<Icon aria-hidden />}>
                {label}
              </MenuItem>
            ),
          )}
          <MenuSeparator />
        </>
      )}
      <MenuItem href="/projects" current={path === "/projects"} icon={<LayoutList aria-hidden />}>
        All projects
      </MenuItem>
      <MenuSeparator />
      <ThemeChoices />
      <MenuSeparator />
      <MenuLabel>{accountName}</MenuLabel>
      <AccountItems />
    </Menu>
  );
}
