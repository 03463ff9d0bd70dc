"use client";
import { RefreshCw } from "lucide-react";
import { ButtonForm } from "@/components/projects/button-form";
import type { FormAction } from "@/components/projects/form-action";

type UserResyncProps = { projectId: string; userId: string; action: FormAction; onDone: () => void };

/** Reads this user again, by the way of every change. */
export const UserResync = ({ projectId, userId, action, onDone }: UserResyncProps) => (
  <ButtonForm
    action={action}
    hidden={{ projectId, userId }}
    onDone={onDone}
    variant="primary"
    className="max-md:w-full"
  >
    <RefreshCw aria-hidden />
    Re-sync this user
  </ButtonForm>
);
