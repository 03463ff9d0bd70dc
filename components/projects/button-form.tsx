import { type ComponentProps, useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { toastDone } from "@/components/ui/toasts";
import type { ActionState } from "@/lib/action";
import type { FormAction } from "./form-action";

type ButtonFormProps = Omit<ComponentProps<typeof Button>, "type" | "hidden" | "busy" | "onClick"> & {
  action: FormAction;
  hidden: Record<string, string>;
  /** What is said when it is done; leave out where the page shows it. */
  done?: string;
  onDone?: () => void;
};

/** A button that acts at once. It may be gone with its own success, which a toast tells; a refusal stays below it. */
export function ButtonForm({ action, hidden, done, onDone, ...button }: ButtonFormProps) {
  const [{ error }, run, pending] = useActionState<ActionState, FormData>(async (previous, form) => {
    const state = await action(previous, form);
    if (!state.error) {
      if (done) toastDone(done);
      onDone?.();
    }
    return state;
  }, {});
  return (
    <Form action={run} pending={pending} hidden={hidden} className="grid min-w-0 justify-items-end gap-2">
      <Button {...button} type="submit" busy={pending} />
      <Alert error={error} />
    </Form>
  );
}
