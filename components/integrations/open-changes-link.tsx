import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import type { IntegrationStatus } from "@/lib/integrations/views";

/** What waits for a person is what the headline is about, unless the integration itself needs one. */
export const awaitsDecision = ({ held, parked, problem }: IntegrationStatus): boolean =>
  held + parked > 0 && !problem?.needsPerson;

/** Leads to where held deletions and parked changes are decided about. */
export const ToDecide = ({ projectId, status }: { projectId: string; status: IntegrationStatus }) => (
  <Link href={`/projects/${projectId}/auth/activity` as Route} className={buttonClass("primary")}>
    Review {status.held > 0 ? formatCount(status.held, "deletion") : formatCount(status.parked, "user")}
  </Link>
);
