import type { Metadata } from "next";
import { Page } from "@/components/shell/page";
import { Sidebar } from "@/components/shell/sidebar";
import { env } from "@/lib/env";
import { loadProject, loadProjects } from "../../load";

type Props = LayoutProps<"/projects/[projectId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  // Where there is no such project the layout says so; the page that stands there then has a title of its own.
  const project = await loadProject((await params).projectId).catch(() => null);
  return project ? { title: { default: project.name, template: `%s · ${project.name} · Rollcall` } } : {};
}

export default async function ProjectLayout({ params, children }: Props) {
  const { id, role } = await loadProject((await params).projectId);
  const state = (await loadProjects()).find((project) => project.id === id)?.state ?? null;
  const engine = env.INNGEST_DEV || env.INNGEST_BASE_URL || env.INNGEST_EVENT_KEY ? "Inngest" : "embedded engine";
  return (
    <div className="grid min-h-[calc(100dvh-var(--bar))] grid-cols-[minmax(0,1fr)] md:grid-cols-[var(--side)_minmax(0,1fr)]">
      <Sidebar projectId={id} role={role} state={state} foot={`Rollcall 0.1 · ${engine}`} />
      <Page>{children}</Page>
    </div>
  );
}
