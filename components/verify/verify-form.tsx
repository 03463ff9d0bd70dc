"use client";
import { ShieldCheck } from "lucide-react";
import { ButtonForm } from "@/components/projects/button-form";
import type { FormAction } from "@/components/projects/form-action";

type VerifyFormProps = { projectId: string; verify: FormAction; disabled: boolean; onDone: () => void };

/** Starts a parity check. A refusal too may mean that the page shows what was. */
export function VerifyForm({ projectId, verify, disabled, onDone }: VerifyFormProps) {
  const verifyAndLook: FormAction = async (...typed) => {
    const state = await verify(...typed);
    onDone();
    return state;
  };
  return (
    <ButtonForm action={verifyAndLook} hidden={{ projectId }} size="small" disabled={disabled} aria-keyshortcuts="V">
      <ShieldCheck aria-hidden />
      Verify now
    </ButtonForm>
  );
}
