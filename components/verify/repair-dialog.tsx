"use client";
import { useActionState, useState } from "react";
import { DialogForm } from "@/components/projects/dialog-form";
import type { FormAction } from "@/components/projects/form-action";
import { useDone } from "@/components/projects/use-done";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { formatCount } from "@/lib/format";
import type { VerifyResult } from "@/lib/integrations/views";
import { repairWords, total } from "./words";

type RepairDialogProps = {
  projectId: string;
  provider: string;
  result: VerifyResult;
  repair: FormAction;
  onDone: () => void;
};

/** Asks before it repairs. It is about the result that is shown, and the server refuses any other. */
export function RepairDialog(props: RepairDialogProps) {
  const { provider, result } = props;
  const [open, setOpen] = useState(false);
  const rows = formatCount(total(result), "row");
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" variant="primary">
          Repair {rows}
        </Button>
      }
      title={`Repair ${rows}?`}
      description={repairWords(result, provider).map((sentence) => <p key={sentence}>{sentence}</p>)}
    >
      <RepairForm
        {...props}
        rows={rows}
        onDone={() => {
          setOpen(false);
          props.onDone();
        }}
      />
    </Dialog>
  );
}

/** Made anew with each opening, so that what was refused last time is not said again. */
function RepairForm({ projectId, result, repair, rows, onDone }: RepairDialogProps & { rows: string }) {
  const form = useActionState(repair, {});
  useDone(form[0], `${rows} on the way. Verify again to prove both sides equal.`, onDone);
  return (
    <DialogForm
      form={form}
      hidden={{ projectId, runId: result.run.id }}
      keep="Keep as it is"
      submit={{ label: `Repair ${rows}`, busy: "Repairing" }}
    />
  );
}
