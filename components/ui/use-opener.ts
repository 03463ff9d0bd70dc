"use client";
import { useRef } from "react";

/** What has the focus now; for the row of a menu, which goes, the button that opened the menu. */
function findOpener(): HTMLElement | null {
  const active = document.activeElement;
  const trigger = active?.closest('[role="menu"]')?.getAttribute("aria-labelledby");
  if (trigger) return document.getElementById(trigger);
  return active instanceof HTMLElement ? active : null;
}

/** Gives the focus back when a dialog closes. Radix does so only where the dialog has a trigger of its own. */
export function useOpener() {
  const opener = useRef<HTMLElement>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = findOpener();
    },
    onCloseAutoFocus: () => opener.current?.focus(),
  };
}
