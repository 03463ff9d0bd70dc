import type { ReactNode } from "react";

/** A key; hidden where there is no keyboard to speak of. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd
      aria-hidden
      className="inline-grid h-4.5 min-w-4.5 place-items-center rounded-1 border border-line bg-surface px-1 font-sans text-11 font-medium text-2 pointer-coarse:hidden"
    >
      {children}
    </kbd>
  );
}
