"use client";
import { useSearchParams } from "next/navigation";
import type { FormAction } from "@/components/projects/form-action";
import { Card } from "@/components/ui/card";
import { CodeTabs } from "@/components/ui/code-tabs";
import { ClockTime } from "@/components/ui/relative-time";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { AuthFrame } from "./auth-frame";
import { Backfill } from "./backfill";
import { ConnectionCard } from "./connection-card";
import { Headline } from "./headline";
import { KeyFigures, type LiveRows } from "./key-figures";
import { ListeningCard } from "./listening-card";
import { MoreActions } from "./more-actions";
import { type Decide, OpenChanges } from "./open-changes";
import { OwnershipCard, type StartTransfer } from "./ownership-card";
import { QuickLinks } from "./quick-links";
import { ResyncForm } from "./resync-form";
import { snippets } from "./snippets";
import { isTrouble } from "./trouble";
import { useStatus } from "./use-status";
import { type UsersRead, useUsers } from "./use-users";
import { parseUsersQuery } from "./users-query";
import { UsersSection } from "./users-section";
import type { RevealSecret } from "./webhook-setup";

type ConnectedProps = {
  projectId: string;
  initial: IntegrationStatus;
  /** Owners and admins; a viewer sees no button. */
  canAct: boolean;
  /** Who owns a provider project that Rollcall made; null for any other. */
  owner: "operator" | "claimed" | null;
  actions: {
    resync: FormAction;
    saveSecret: FormAction;
    revealSecret: RevealSecret;
    rotate: FormAction;
    createUser: FormAction;
    deleteUser: FormAction;
    startTransfer?: StartTransfer;
    decide: Decide;
  };
};

/** The Auth tab of a connected project; it keeps itself up to date. */
export function Connected({ projectId, initial, canAct, owner, actions }: ConnectedProps) {
  const { status, silentSince, refresh } = useStatus(projectId, initial);
  const copying = firstCopy(status);
  const query = parseUsersQuery(new URLSearchParams(useSearchParams().toString()), copying ? "asc" : "desc");
  const users = useUsers(projectId, status, query);
  const trouble = isTrouble(status.state);
  const resync = canAct && (
    <ResyncForm
      projectId={projectId}
      resync={actions.resync}
      running={status.run !== null}
      primary={trouble && status.held === 0}
      onDone={refresh}
    />
  );
  const head = canAct && (
    <>
      {!trouble && resync}
      <MoreActions projectId={projectId} />
    </>
  );
  return (
    <AuthFrame projectId={projectId} status={status} actions={head}>
      <Card label="Status">
        {copying && !trouble ? (
          <Backfill status={status} run={copying} />
        ) : (
          <Headline status={status} actions={resync} />
        )}
        {(!copying || trouble) && <KeyFigures status={status} live={liveRows(users)} />}
        {silentSince && <Silent since={silentSince} />}
      </Card>
      <OpenChanges projectId={projectId} status={status} canAct={canAct} decide={actions.decide} onDecided={refresh} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_328px]">
        <UsersSection
          projectId={projectId}
          status={status}
          query={query}
          users={users}
          actions={canAct ? actions : undefined}
        />
        <aside aria-label="Use it and connection" className="grid min-w-0 gap-5">
          <CodeTabs title="Use it" tabs={snippets(status.schema)} />
          <QuickLinks provider={status.provider.name} links={status.links} />
          <ListeningCard status={status} projectId={projectId} canAct={canAct} {...actions} />
          <ConnectionCard status={status} />
          {owner && (
            <OwnershipCard
              projectId={projectId}
              provider={status.provider.name}
              owner={owner}
              start={actions.startTransfer}
            />
          )}
        </aside>
      </div>
    </AuthFrame>
  );
}

/** The run of the first copy, or of the compare that ends it. */
const firstCopy = ({ run, lastCheckedAt }: IntegrationStatus) =>
  run && (run.kind === "backfill" || (run.trigger === "connect" && lastCheckedAt === null)) ? run : null;

const liveRows = ({ answer, error }: UsersRead): LiveRows =>
  error ? "unreadable" : (answer?.counts.live ?? "reading");

const Silent = ({ since }: { since: string }) => (
  <p role="status" className="border-t border-line bg-subtle px-4 py-2.5 text-2">
    The console does not answer. What you see is as of <ClockTime iso={since} seconds />; this page asks again by
    itself.
  </p>
);
