import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import type { FormState } from "./form-action";
import { formError } from "./form-error";

type DialogFormProps = {
  form: FormState;
  hidden?: Record<string, string>;
  /** The button that leaves everything as it is. */
  keep: string;
  submit: { label: string; busy: string; variant?: "primary" | "danger"; disabled?: boolean };
  /** The fields, if any. */
  children?: ReactNode;
};

/** The form in a dialog: what is asked, why it was refused, and the two buttons. */
export function DialogForm({ form: [state, action, pending], hidden, keep, submit, children }: DialogFormProps) {
  const { label, busy, variant = "primary", disabled } = submit;
  const error = formError(state);
  return (
    <Form action={action} pending={pending} hidden={hidden}>
      {(children || error) && (
        <DialogBody>
          <Alert error={error} />
          {children}
        </DialogBody>
      )}
      <DialogFooter>
        <DialogClose>
          <Button>{keep}</Button>
        </DialogClose>
        <Button type="submit" variant={variant} disabled={disabled} busy={pending} busyLabel={busy}>
          {label}
        </Button>
      </DialogFooter>
    </Form>
  );
}
