"use client";
import { Pause } from "lucide-react";
import { ResumeForm } from "@/components/integrations/resume-form";
import { usePause } from "@/components/integrations/use-pause";
import type { FormAction } from "@/components/projects/form-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { formatCount } from "@/lib/format";
import type { IntegrationStatus } from "@/lib/integrations/views";

type SyncCardProps = {
  projectId: string;
  status: Pick<IntegrationStatus, "paused" | "waiting" | "provider" | "schema">;
  /** Absent for those who may only look. */
  actions?: { pause: FormAction; resume: FormAction };
};

/** Whether Rollcall reads and writes at all. */
export function SyncCard({ projectId, status, actions }: SyncCardProps) {
  return (
    <Card title="Sync">
      <div className="grid justify-items-start gap-4 p-4">
        {status.paused ? <Paused status={status} paused={status.paused} /> : <Running status={status} />}
        {actions &&
          (status.paused ? (
            <ResumeForm projectId={projectId} resume={actions.resume} primary />
          ) : (
            <PauseButton projectId={projectId} pause={actions.pause} />
          ))}
      </div>
    </Card>
  );
}

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

function PauseButton({ projectId, pause }: { projectId: string; pause: FormAction }) {
  const { pending, run } = usePause(projectId, pause);
  return (
    <Button busy={pending} busyLabel="Pausing" onClick={run}>
      <Pause aria-hidden />
      Pause sync
    </Button>
  );
}
