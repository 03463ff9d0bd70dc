import type { Metadata } from "next";
import { Suspense } from "react";
import { Database, DatabaseSkeleton } from "@/components/database/database";
import { Unreadable } from "@/components/database/unreadable";
import { DatabaseCard } from "@/components/projects/database-card";
import { PageHead } from "@/components/ui/page-head";
import { AppError, toPublicError } from "@/lib/errors";
import { log } from "@/lib/log";
import { getDatabase } from "@/lib/projects/get-database";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../load";
import { replaceConnectionAction } from "./actions";

export const metadata: Metadata = { title: "Database" };

export default async function DatabasePage({ params }: PageProps<"/projects/[projectId]/database">) {
  const project = await loadProject((await params).projectId);
  return (
    <>
      <PageHead title="Database" />
      <DatabaseCard project={project} replaceAction={project.role === "owner" ? replaceConnectionAction : undefined} />
      <Suspense fallback={<DatabaseSkeleton />}>
        <Contents projectId={project.id} />
      </Suspense>
    </>
  );
}

/** Read from the customer's database, which may take its time to wake, or be away. */
async function Contents({ projectId }: { projectId: string }) {
  const read = await getDatabase(await requireActor(), projectId).then(
    (view) => ({ view }),
    (error: unknown) => ({ error }),
  );
  if ("view" in read) return <Database view={read.view} readAt={new Date().toISOString()} />;
  if (!(read.error instanceof AppError)) log.error({ error: read.error }, "the database page could not be read");
  return <Unreadable error={toPublicError(read.error)} />;
}
