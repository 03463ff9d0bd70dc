import type { ReactNode } from "react";
import { TopBar } from "@/components/shell/top-bar";
import { RenderedAtProvider } from "@/components/ui/relative-time";
import { requireActor } from "@/lib/session";
import { loadProjects } from "./load";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const projects = await loadProjects();
  return (
    <RenderedAtProvider now={Date.now()}>
      <TopBar
        projects={projects.map(({ id, name, state, role }) => ({ id, name, state, role }))}
        accountName={actor.name}
      />
      {children}
    </RenderedAtProvider>
  );
}
