"use client";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useActionState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { formError } from "@/components/projects/form-error";
import { Alert } from "@/components/ui/alert";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import type { ActionState } from "@/lib/action";

type ConnectFormProps = {
  projectId: string;
  providerId: string;
  action: FormAction;
  submit: { label: string; busy: string; disabled?: boolean };
  /** The step before; the first step has none and says something instead. */
  back?: "authenticate" | "select";
  note?: string;
  children: (state: ActionState) => ReactNode;
};

const paths = { authenticate: "", select: "/select" };

/** One step of Connect: its fields, why it was refused, and the bar with Back, Cancel and the way on. */
export function ConnectForm({ projectId, providerId, action, submit, back, note, children }: ConnectFormProps) {
  const [state, run, pending] = useActionState(action, {});
  const auth = `/projects/${projectId}/auth` as const;
  return (
    <Card label="This step">
      <Form action={run} pending={pending}>
        <input type="hidden" name="projectId" value={projectId} />
        <input type="hidden" name="providerId" value={providerId} />
        <div className="grid gap-5 p-4 md:p-5">
          <Alert error={formError(state)} />
          {children(state)}
        </div>
        <div className="flex flex-wrap items-center gap-2 border-t border-line bg-subtle px-4 py-3">
          {back && (
            <Link href={`${auth}/connect/${providerId}${paths[back]}`} className={buttonClass("ghost")}>
              <ChevronLeft aria-hidden />
              Back
            </Link>
          )}
          <span className="flex-1 text-12 text-3">{note}</span>
          <Link href={auth} className={buttonClass("ghost")}>
            Cancel
          </Link>
          <Button type="submit" variant="primary" disabled={submit.disabled} busy={pending} busyLabel={submit.busy}>
            {submit.label}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
