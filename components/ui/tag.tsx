import type { ReactNode } from "react";

/** A small square label for event names and environments. */
export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-4.5 items-center rounded-1 border border-line px-1.5 align-middle text-11 font-medium whitespace-nowrap text-2">
      {children}
    </span>
  );
}
