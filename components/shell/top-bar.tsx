import Link from "next/link";
import { AccountMenu } from "./account-menu";
import { Jump, type JumpProject } from "./jump";
import { Mark } from "./mark";
import { NarrowMenu } from "./narrow-menu";
import { ProjectSwitcher } from "./project-switcher";
import { ThemeMenu } from "./theme-menu";

/** The bar that stays on top: where one is at the left, who one is at the right. */
export function TopBar({ projects, accountName }: { projects: JumpProject[]; accountName: string }) {
  return (
    <header
      data-shell
      className="sticky top-0 z-10 flex h-bar items-center gap-2 border-b border-line bg-canvas px-3 md:px-4"
    >
      <a
        href="#main"
        className="absolute top-2 left-2 z-20 -translate-y-16 rounded-2 bg-ink px-3 py-1.5 font-medium text-on-ink focus:translate-y-0"
      >
        Skip to content
      </a>
      <Link href="/projects" aria-label="Rollcall, all projects" className="flex items-center gap-2 rounded-2">
        <Mark />
        <span className="text-14 font-semibold tracking-tight max-md:hidden">Rollcall</span>
      </Link>
      <ProjectSwitcher projects={projects} />
      <span className="flex-1" />
      <Jump projects={projects} />
      <div className="flex items-center gap-1 max-md:hidden">
        <ThemeMenu />
        <AccountMenu name={accountName} />
      </div>
      <div className="md:hidden">
        <NarrowMenu projects={projects} accountName={accountName} />
      </div>
    </header>
  );
}
