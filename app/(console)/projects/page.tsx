import { FolderPlus, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { ConnectOutcome } from "@/components/integrations/connect-outcome";
import { ProjectList } from "@/components/projects/project-list";
import { Page } from "@/components/shell/page";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { loadProjects } from "../load";

export const metadata: Metadata = { title: "Projects" };

const newProject = (
  <Link href="/projects/new" className={buttonClass("primary")}>
    <Plus aria-hidden />
    New project
  </Link>
);

export default async function ProjectsPage({ searchParams }: PageProps<"/projects">) {
  const { connect } = await searchParams;
  const projects = await loadProjects();
  if (projects.length > 0) {
    return (
      <Page width="overview">
        <PageHead title="Projects" actions={newProject} />
        <ConnectOutcome outcome={connect} />
        <ProjectList projects={projects} />
      </Page>
    );
  }
  return (
    <Page width="overview">
      <PageHead title="Projects" />
      <Card label="Projects">
        <EmptyState icon={FolderPlus} title="No project yet" actions={newProject}>
          A project is one Postgres database whose <code>users_sync</code> table Rollcall keeps.
        </EmptyState>
      </Card>
    </Page>
  );
}
