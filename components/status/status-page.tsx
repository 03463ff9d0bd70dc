"use client";
import type { ReactNode } from "react";
import { AuthFrame } from "@/components/integrations/auth-frame";
import { Headline } from "@/components/integrations/headline";
import { type SyncActions, syncButtons } from "@/components/integrations/sync-buttons";
import { usePause, withPause } from "@/components/integrations/use-pause";
import { useStatus } from "@/components/integrations/use-status";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { Silent } from "@/components/ui/silent";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { Charts } from "./charts";
import { ChecksCard } from "./checks-card";
import { NumbersCard } from "./numbers-card";
import { useChecks } from "./use-checks";

type StatusPageProps = {
  projectId: string;
  initial: IntegrationStatus;
  /** Owners and admins; a viewer sees no button. */
  canAct: boolean;
  actions: SyncActions;
  parity: ReactNode;
};

/** Is the table true, what works and what does not, and how it went. */
export function StatusPage({ projectId, initial, canAct, actions, parity }: StatusPageProps) {
  const { status: told, silentSince, refresh } = useStatus(projectId, initial);
  const pause = usePause(projectId, told.paused, actions, refresh);
  const status = withPause(told, pause.paused);
  const { checks, error } = useChecks(projectId, status);
  const may = canAct ? actions : undefined;
  const { head, band } = syncButtons({ projectId, status, actions: may, pause, onDone: refresh });
  return (
    <AuthFrame projectId={projectId} status={status} actions={head}>
      <Alert error={pause.refused} />
      <Card label="Status">
        <Headline status={status} actions={band} />
        {silentSince && <Silent since={silentSince} />}
      </Card>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_328px]">
        <ChecksCard checks={checks?.checks} error={error} canAct={canAct} />
        <NumbersCard status={status} numbers={checks?.numbers} failed={error !== undefined} />
      </div>
      {parity}
      <Charts projectId={projectId} integrationId={status.id} />
    </AuthFrame>
  );
}
