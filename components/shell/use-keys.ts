"use client";
import type { Route } from "next";
import { useParams, useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { commandOf } from "./commands";
import { carryOut, isBusy } from "./page-controls";
import { useSingleKeys } from "./single-keys";

/** How long G waits for the key after it. */
const patience = 1_500;

/** Listens to the keys of the console. `open` shows the palette, or the list of keys. */
export function useKeys(open: (what: "palette" | "keys") => void): void {
  const router = useRouter();
  const { projectId } = useParams();
  const { on } = useSingleKeys();
  const gAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      const command = commandOf(event, {
        projectId: typeof projectId === "string" ? projectId : undefined,
        afterG: event.timeStamp - gAt.current < patience,
        quiet: !on || isBusy(event.target),
      });
      gAt.current = command?.do === "await" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (!command) return;
      if (command.do === "open") open(command.what);
      else if (command.do === "go") router.push(command.to as Route);
      else if (command.do === "await" || !carryOut(command)) return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [open, router, projectId, on]);
}
