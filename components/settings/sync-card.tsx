"use client";
import { Pause, Play } from "lucide-react";
import { type PauseActions, usePause } from "@/components/integrations/use-pause";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { formatCount } from "@/lib/format";
import type { IntegrationStatus } from "@/lib/integrations/views";

type SyncCardProps = {
  projectId: string;
  status: Pick<IntegrationStatus, "paused" | "waiting" | "provider" | "schema">;
  /** Absent for those who may only look. */
  actions?: PauseActions;
};

/** Whether Rollcall reads and writes at all. */
export function SyncCard({ projectId, status, actions }: SyncCardProps) {
  return (
    <Card title="Sync">
      <div className="grid justify-items-start gap-4 p-4">
        {actions ? (
          <SyncSwitch projectId={projectId} status={status} actions={actions} />
        ) : (
          <Position status={status} paused={status.paused} />
        )}
      </div>
    </Card>
  );
}

type PositionProps = Pick<SyncCardProps, "status"> & { paused: IntegrationStatus["paused"] };

const Position = ({ status, paused }: PositionProps) =>
  paused ? <Paused status={status} paused={paused} /> : <Running status={status} />;

const Running = ({ status: { provider, schema } }: Pick<SyncCardProps, "status">) => (
  <p className="max-w-[88ch] text-2">
    On. While it is paused {provider.name} is not read and <code>{schema}.users_sync</code> is not written. Events are
    taken and wait, and a check that is under way goes on where it stopped. Nothing is lost.
  </p>
);

const Paused = ({
  status: { waiting },
  paused,
}: {
  status: Pick<IntegrationStatus, "waiting">;
  paused: NonNullable<IntegrationStatus["paused"]>;
}) => (
  <p className="max-w-[88ch] text-2">
    {paused.by} paused it <RelativeTime iso={paused.at} />.{" "}
    {waiting === 0 ? "No change waits." : `${formatCount(waiting, "change")} ${waiting === 1 ? "waits" : "wait"}.`} The
    table stays as it is until somebody resumes.
  </p>
);

/** One button for both, so that the focus stays. */
function SyncSwitch({ projectId, status, actions }: SyncCardProps & { actions: PauseActions }) {
  const { paused, refused, turn } = usePause(projectId, status.paused, actions);
  const Icon = paused ? Play : Pause;
  return (
    <>
      <Position status={status} paused={paused} />
      <Alert error={refused} />
      <Button variant={paused ? "primary" : "default"} onClick={() => turn(paused ? "resume" : "pause")}>
        <Icon aria-hidden />
        {paused ? "Resume sync" : "Pause sync"}
      </Button>
    </>
  );
}
