"use client";
import { CircleAlert, History, ListFilter } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { AuthFrame } from "@/components/integrations/auth-frame";
import { type Decide, OpenChanges } from "@/components/integrations/open-changes";
import { useStatus } from "@/components/integrations/use-status";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { PublicError } from "@/lib/errors";
import type { ActivityPage, ActivityQuery, IntegrationStatus } from "@/lib/integrations/views";
import { parseActivityQuery, withFilter } from "./activity-query";
import { ActivityTools } from "./activity-tools";
import { Timeline } from "./timeline";
import { useActivity } from "./use-activity";

type ActivityProps = {
  projectId: string;
  initial: IntegrationStatus;
  /** What the page was opened with. */
  opened: { query: ActivityQuery; page: ActivityPage };
  canAct: boolean;
  decide: Decide;
};

/** What waits for a person, and everything that happened. What narrows it is in the address. */
export function Activity({ projectId, initial, opened, canAct, decide }: ActivityProps) {
  const { status, refresh } = useStatus(projectId, initial);
  const query = { ...parseActivityQuery(new URLSearchParams(useSearchParams().toString())), cursor: null };
  const { entries, latest, error, isPending, more } = useActivity(projectId, status, query, opened);
  return (
    <AuthFrame projectId={projectId} status={status}>
      <OpenChanges projectId={projectId} status={status} canAct={canAct} decide={decide} onDecided={refresh} />
      <section aria-label="What happened" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
        <ActivityTools query={query} actors={(latest ?? opened.page).actors} onFilter={go} />
        {error && entries && <Alert error={error} />}
        <Card label="Timeline">
          {isPending && <Skeletons />}
          {error && !entries && <Unreadable error={error} />}
          {entries?.length === 0 && <Nothing query={query} />}
          {entries && latest && (
            <Timeline entries={entries} readAt={latest.readAt} runs={`/projects/${projectId}/auth/activity/runs`} />
          )}
          {more && (
            <div className="grid justify-items-center border-t border-line p-2">
              <Button busy={more.busy} busyLabel="Loading" onClick={more.load}>
                Load more
              </Button>
            </div>
          )}
        </Card>
      </section>
    </AuthFrame>
  );
}

// The address of the moment, not of the last render: two changes may come before it.
const go = (change: Parameters<typeof withFilter>[1]) =>
  window.history.pushState(
    null,
    "",
    window.location.pathname + withFilter(new URLSearchParams(window.location.search), change),
  );

const Unreadable = ({ error }: { error: PublicError }) => (
  <EmptyState icon={CircleAlert} title={error.message}>
    {[error.meaning, error.remedy].filter(Boolean).join(" ")}
  </EmptyState>
);

function Nothing({ query }: { query: ActivityQuery }) {
  const isNarrowed = query.kind !== "all" || query.actor !== null;
  return isNarrowed ? (
    <EmptyState
      icon={ListFilter}
      title="Nothing matches"
      actions={<Button onClick={() => go({ kind: "", actor: "" })}>Clear filters</Button>}
    >
      Nothing of this kind happened in this range.
    </EmptyState>
  ) : (
    <EmptyState icon={History} title="Nothing happened in this range">
      Runs, states, decisions and settings are listed here. A longer range shows what is older.
    </EmptyState>
  );
}

const Skeletons = () => (
  <ul aria-busy="true" aria-label="Reading">
    {["a", "b", "c", "d", "e"].map((row) => (
      <li key={row} className="flex h-15 items-center border-t border-line px-4 first:border-t-0">
        <Skeleton className="w-64 max-w-full" />
      </li>
    ))}
  </ul>
);
