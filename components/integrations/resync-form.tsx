"use client";
import { RefreshCw } from "lucide-react";
import { ButtonForm } from "@/components/projects/button-form";
import type { FormAction } from "@/components/projects/form-action";

type ResyncFormProps = {
  projectId: string;
  resync: FormAction;
  running: boolean;
  primary: boolean;
  onDone: () => void;
};

/** Starts a full compare now; while one runs there is nothing to start. */
export const ResyncForm = ({ projectId, resync, running, primary, onDone }: ResyncFormProps) => (
  <ButtonForm
    action={resync}
    hidden={{ projectId }}
    onDone={onDone}
    variant={primary ? "primary" : "default"}
    disabled={running}
    className="max-md:w-full"
    title={running ? "A full check is running" : undefined}
    aria-keyshortcuts="R"
  >
    <RefreshCw aria-hidden />
    Resync now
  </ButtonForm>
);
