"use client";
import type { FormAction } from "@/components/projects/form-action";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RunView, VerifyView } from "@/lib/integrations/views";
import { DifferenceList } from "./difference-list";
import { OwnCheckList } from "./own-check-list";
import { RepairDialog } from "./repair-dialog";
import { useVerify } from "./use-verify";
import { VerifyForm } from "./verify-form";
import { VerifyOutcome } from "./verify-outcome";
import { howFar, total, whyBlocked } from "./words";

type ParityCardProps = {
  projectId: string;
  initial: VerifyView;
  /** Absent for a viewer, who sees the result. */
  actions?: { verify: FormAction; repair: FormAction };
};

/** Compares every user with the row's own contents, shows what differs, and repairs just that. Keeps itself up to date. */
export function ParityCard({ projectId, initial, actions }: ParityCardProps) {
  const { view, refresh } = useVerify(projectId, initial);
  const { running, last, blocked, provider, schema } = view;
  const onDone = () => void refresh();
  const open = last?.stands && last.run.state === "incomplete" && total(last) > 0 ? last : null;
  const head = actions && (
    <>
      {open?.repair.changes === 0 && !running && (
        <RepairDialog {...{ projectId, provider, onDone }} result={open} repair={actions.repair} />
      )}
      <VerifyForm
        projectId={projectId}
        verify={actions.verify}
        disabled={running !== null || blocked !== null}
        onDone={onDone}
      />
    </>
  );
  return (
    <div id="parity" className="scroll-mt-16">
      <Card title="Parity check" actions={head}>
        <div aria-live="polite">
          {running && <Running run={running} provider={provider} />}
          {!running && blocked && <p className="px-4 pt-4 text-2">{whyBlocked[blocked]}</p>}
          {last && !running && <VerifyOutcome result={last} provider={provider} />}
          {!last && !running && !blocked && <Never provider={provider} />}
        </div>
        {open && !running && <DifferenceList projectId={projectId} provider={provider} result={open} />}
        <OwnCheckList schema={schema} provider={provider} />
      </Card>
    </div>
  );
}

const Never = ({ provider }: { provider: string }) => (
  <p className="max-w-[88ch] p-4 text-2">
    Reads every user from {provider} and compares it with the contents of its row, column by column. Nothing is written
    to your database: what differs is shown, and repaired only when you say so.
  </p>
);

const Running = ({ run, provider }: { run: RunView; provider: string }) => (
  <div className="grid gap-2 p-4">
    <p>
      <span className="font-medium">Comparing.</span> {howFar(run, provider)}
    </p>
    {run.expected !== null && run.expected > 0 && (
      <Progress value={Math.min(run.seen, run.expected)} max={run.expected} label="Users compared" />
    )}
    <p className="text-2">
      Started <RelativeTime iso={run.startedAt} />. Nothing is written to your database. You can close this page.
    </p>
  </div>
);
