import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { type Tone, toneWash } from "./tone";

/** Icon and word in a pill. */
export function Badge({
  tone = "idle",
  icon: Icon,
  children,
}: {
  tone?: Tone;
  icon?: LucideIcon;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 items-center gap-1 rounded-full border px-1.75 align-middle text-12 font-medium whitespace-nowrap",
        toneWash[tone],
      )}
    >
      {Icon && <Icon className="-ml-px size-3 stroke-2" aria-hidden />}
      {children}
    </span>
  );
}
