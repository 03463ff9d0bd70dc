"use client";
import { useActionState, useState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { useDone } from "@/components/projects/use-done";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
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
  const [state, action, pending] = useActionState(repair, {});
  useDone(state, `${rows} on the way. Verify again to prove both sides equal.`, onDone);
  return (
    <Form action={action} pending={pending}>
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="runId" value={result.run.id} />
      {state.error && (
        <DialogBody>
          <Alert error={state.error} />
        </DialogBody>
      )}
      <DialogFooter>
        <DialogClose>
          <Button>Keep as it is</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={pending} busyLabel="Repairing">
          Repair {rows}
        </Button>
      </DialogFooter>
    </Form>
  );
}
