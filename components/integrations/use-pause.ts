"use client";
import { useTransition } from "react";
import { toast } from "sonner";
import type { FormAction } from "@/components/projects/form-action";

/** Pauses the sync, and says how it went. */
export function usePause(projectId: string, pause: FormAction, onDone?: () => void) {
  const [pending, start] = useTransition();
  const run = () =>
    start(async () => {
      const form = new FormData();
      form.set("projectId", projectId);
      const { error } = await pause({}, form);
      if (error) toast.error(error.message, { description: error.remedy });
      else {
        toast.success("Paused. Changes wait until somebody resumes.");
        onDone?.();
      }
    });
  return { pending, run };
}
