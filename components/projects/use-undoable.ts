"use client";
import { startTransition, useActionState, useEffect, useState } from "react";
import { toastDone, toastError, toastWithUndo } from "@/components/ui/toasts";
import type { ActionState } from "@/lib/action";
import { type FormAction, type FormState, formOf } from "./form-action";

type Undoable = {
  done: string;
  /** The fields as they are stored now, for the same verb to set them back; null where that would not bring everything back. */
  former: Record<string, string> | null;
  onUndone?: () => void;
};

/** A form of settings whose save can be taken back. `round` is its key: what was typed goes with what was undone. */
export function useUndoable(
  action: FormAction,
  { done, former, onUndone }: Undoable,
): { form: FormState; round: number } {
  const [round, setRound] = useState(0);
  const stored = JSON.stringify(former);
  const [awaited, setAwaited] = useState<string | null>(null);
  // The page may tell of what was undone only after the action has ended.
  useEffect(() => {
    if (awaited === null || awaited !== stored) return;
    setAwaited(null);
    setRound((before) => before + 1);
  }, [awaited, stored]);
  const undo = (values: Record<string, string>) =>
    startTransition(async () => {
      const { error, fields } = await action({}, formOf(values));
      const refused = error ?? (fields && { message: "The former setting is refused. What you saved stays." });
      if (refused) return void toastError(refused);
      toastDone("Undone. The setting is what it was.");
      setAwaited(JSON.stringify(values));
      onUndone?.();
    });
  const form = useActionState<ActionState, FormData>(async (previous, typed) => {
    const state = await action(previous, typed);
    if (state.error || state.fields) return state;
    if (former) toastWithUndo(done, () => undo(former));
    else toastDone(done);
    return state;
  }, {});
  return { form, round };
}
