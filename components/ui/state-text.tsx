import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { type Tone, toneText } from "./tone";

/** Icon and word without a pill, for use inside sentences. */
export function StateText({ tone, icon: Icon, children }: { tone: Tone; icon: LucideIcon; children: ReactNode }) {
  return (
    <span className={clsx("inline-flex items-center gap-1.5 font-medium whitespace-nowrap", toneText[tone])}>
      <Icon className="size-3.5 stroke-2" aria-hidden />
      {children}
    </span>
  );
}
