import type { Metadata } from "next";
import { NewProjectForm } from "@/components/projects/new-project-form";
import { Page } from "@/components/shell/page";
import { PageHead } from "@/components/ui/page-head";
import { requireActor } from "@/lib/session";
import { createProjectAction } from "./actions";

export const metadata: Metadata = { title: "New project" };

export default async function NewProjectPage() {
  await requireActor();
  return (
    <Page width="form">
      <PageHead title="New project" />
      <NewProjectForm action={createProjectAction} />
    </Page>
  );
}
