import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import type { IntegrationStatus } from "@/lib/integrations/views";

type Refused = Pick<IntegrationStatus, "problem">;

/** Whether what is refused may be another after a person has replaced it; the connection string is the owner's. */
export const awaitsReplacing = ({ problem }: Refused, isOwner: boolean): boolean =>
  problem?.code === "provider_refused" || (problem?.code === "target_refused" && isOwner);

/** Leads to where the credentials or the connection string are replaced, whichever is refused. */
export function ToReplace({ projectId, status: { problem } }: { projectId: string; status: Refused }) {
  const [path, what] =
    problem?.code === "provider_refused" ? ["auth/credentials", "credentials"] : ["database", "connection string"];
  return (
    <Link href={`/projects/${projectId}/${path}` as Route} className={buttonClass("primary")}>
      Replace {what}
    </Link>
  );
}
