import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import type { IntegrationStatus } from "@/lib/integrations/views";

/** Whether what a parity check found is what the headline is about. */
export const awaitsRepair = ({ state, differences, problem }: IntegrationStatus): boolean =>
  state === "degraded" && Boolean(differences) && !problem;

/** Leads to the parity check, where the repair is confirmed; or, after it, proved. */
export function ToRepair({ projectId, status: { differences } }: { projectId: string; status: IntegrationStatus }) {
  if (!differences) return null;
  return (
    <Link href={`/projects/${projectId}/auth/status#parity` as Route} className={buttonClass("primary")}>
      {differences.repaired ? "Verify again" : `Repair ${formatCount(differences.count, "row")}`}
    </Link>
  );
}
