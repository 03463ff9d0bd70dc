"use client";
import { useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import type { Trigger } from "@/components/ui/sleeping";
import type { PublicError } from "@/lib/errors";
import type { OpenSelection } from "@/lib/integrations/views";
import { type Decision, wordsOf } from "./open-changes-words";

/** Carries a decision out. Resolves, once the page shows what came of it, with why it was refused. */
export type Act = (decision: Decision, selection: OpenSelection) => Promise<PublicError | undefined>;

/** A decision under way, and why the last one was refused. */
export function useAct(act: Act) {
  const [error, setError] = useState<PublicError>();
  const [pending, start] = useTransition();
  const run = (decision: Decision, selection: OpenSelection, after: () => void) =>
    start(async () => {
      const refused = await act(decision, selection);
      setError(refused);
      if (!refused) after();
    });
  return { pending, error, run, forget: () => setError(undefined) };
}

type Asked = { count: number; selection: OpenSelection };

type DecisionDialogProps = Asked & {
  decision: Decision;
  provider: string;
  /** Whom it is about, where it is one. */
  who?: string;
  act: Act;
  trigger: Trigger;
};

/** Asks before it decides. What is agreed to is what was there when the dialog opened, whatever comes meanwhile. */
export function DecisionDialog({ decision, provider, who, act, trigger, count, selection }: DecisionDialogProps) {
  const [asked, setAsked] = useState<Asked>({ count, selection });
  const [open, setOpen] = useState(false);
  const { pending, error, run, forget } = useAct(act);
  const words = wordsOf[decision](asked.count, provider, who);
  const turn = (wanted: boolean) => {
    if (wanted) setAsked({ count, selection });
    forget();
    setOpen(wanted);
  };
  return (
    <Dialog
      trigger={trigger}
      open={open}
      onOpenChange={turn}
      title={words.title}
      description={words.meaning}
      footer={
        <>
          <DialogClose>
            <Button>{words.keep}</Button>
          </DialogClose>
          <Button
            variant={decision === "approve" ? "danger" : "primary"}
            busy={pending}
            busyLabel={words.busy}
            onClick={() => run(decision, asked.selection, () => setOpen(false))}
          >
            {words.confirm}
          </Button>
        </>
      }
    >
      {error && <Alert error={error} />}
    </Dialog>
  );
}
