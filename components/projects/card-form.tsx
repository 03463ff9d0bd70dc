import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { FormState } from "./form-action";
import { formError } from "./form-error";

type CardFormProps = {
  form: FormState;
  hidden?: Record<string, string>;
  submit: { label: string; busy: string };
  children: ReactNode;
};

/** The form of a card of settings: why it was refused, the fields, and the button that saves. */
export function CardForm({ form: [state, action, pending], hidden, submit, children }: CardFormProps) {
  return (
    <Form action={action} pending={pending} hidden={hidden} className="grid max-w-160 gap-4 p-4">
      <Alert error={formError(state)} />
      {children}
      <Button type="submit" busy={pending} busyLabel={submit.busy} className="justify-self-start">
        {submit.label}
      </Button>
    </Form>
  );
}
