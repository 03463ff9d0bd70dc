import { Lock } from "lucide-react";
import type { Metadata } from "next";
import { AuditList } from "@/components/people/audit-list";
import { parseAuditQuery } from "@/components/people/audit-query";
import { AuditTools } from "@/components/people/audit-tools";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { listAudit } from "@/lib/projects/audit";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../load";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ params, searchParams }: PageProps<"/projects/[projectId]/audit">) {
  const project = await loadProject((await params).projectId);
  if (project.role === "viewer") return <ForOthers />;
  const query = parseAuditQuery(toParams(await searchParams));
  const page = await listAudit(await requireActor(), project.id, query);
  return (
    <>
      <PageHead title="Audit log" />
      <AuditTools projectId={project.id} query={query} actors={page.actors} />
      <AuditList projectId={project.id} query={query} page={page} />
    </>
  );
}

function ForOthers() {
  return (
    <>
      <PageHead title="Audit log" />
      <Card label="Audit log">
        <EmptyState icon={Lock} title="The audit log is for owners and admins">
          Your role in this project is viewer. An owner can change that on the People page.
        </EmptyState>
      </Card>
    </>
  );
}

/** Of a name that comes twice the first counts, as in the browser. */
const toParams = (given: Record<string, string | string[] | undefined>) =>
  new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, each])),
  );
