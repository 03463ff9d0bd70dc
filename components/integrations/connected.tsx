"use client";
import { useSearchParams } from "next/navigation";
import type { FormAction } from "@/components/projects/form-action";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { CodeTabs } from "@/components/ui/code-tabs";
import { Silent } from "@/components/ui/silent";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { AuthFrame } from "./auth-frame";
import { Backfill } from "./backfill";
import { ConnectionCard } from "./connection-card";
import { Headline } from "./headline";
import { KeyFigures, type LiveRows } from "./key-figures";
import { ListeningCard } from "./listening-card";
import { OwnershipCard, type StartTransfer } from "./ownership-card";
import { QuickLinks } from "./quick-links";
import { snippets } from "./snippets";
import { type SyncActions, syncButtons } from "./sync-buttons";
import { isTrouble } from "./trouble";
import { usePause, withPause } from "./use-pause";
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
  actions: SyncActions & {
    saveSecret: FormAction;
    revealSecret: RevealSecret;
    rotate: FormAction;
    createUser: FormAction;
    deleteUser: FormAction;
    startTransfer?: StartTransfer;
  };
};

/** The Auth tab of a connected project; it keeps itself up to date. */
export function Connected({ projectId, initial, canAct, owner, actions }: ConnectedProps) {
  const { status: told, silentSince, refresh } = useStatus(projectId, initial);
  const pause = usePause(projectId, told.paused, actions, refresh);
  const status = withPause(told, pause.paused);
  const copying = firstCopy(status);
  const query = parseUsersQuery(new URLSearchParams(useSearchParams().toString()), copying ? "asc" : "desc");
  const users = useUsers(projectId, status, query);
  const may = canAct ? actions : undefined;
  const { head, band } = syncButtons({ projectId, status, actions: may, pause, onDone: refresh });
  const shown = copying && !isTrouble(status.state) && !status.paused ? copying : null;
  return (
    <AuthFrame projectId={projectId} status={status} actions={head}>
      <Alert error={pause.refused} />
      <Card label="Status">
        {shown ? <Backfill status={status} run={shown} /> : <Headline status={status} actions={band} />}
        {!shown && <KeyFigures status={status} live={liveRows(users)} />}
        {silentSince && <Silent since={silentSince} />}
      </Card>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_328px]">
        <UsersSection projectId={projectId} status={status} query={query} users={users} actions={may} />
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

function liveRows({ answer, error }: UsersRead): LiveRows {
  if (error) return error.code.startsWith("target_") ? "unreadable" : "unknown";
  return answer?.counts.live ?? "reading";
}
