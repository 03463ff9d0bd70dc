"use client";
import { useEffect, useRef } from "react";
import { toastDone } from "@/components/ui/toasts";
import type { ActionState } from "@/lib/action";

/** Says so once, each time a form was accepted, and runs `after`. */
export function useDone(state: ActionState, message: string, after?: () => void): void {
  const seen = useRef(state);
  const latest = useRef(after);
  useEffect(() => {
    latest.current = after;
  });
  useEffect(() => {
    if (seen.current === state) return;
    seen.current = state;
    if (state.error || state.fields) return;
    toastDone(message);
    latest.current?.();
  }, [state, message]);
}
