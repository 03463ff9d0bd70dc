import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { type Tone, toneText, toneWash } from "./tone";

type NoticeProps = { tone: Tone; icon: LucideIcon; title: string; children?: ReactNode };

/** A few words that appeared after an act: read aloud at once. */
export function Notice({ tone, icon: Icon, title, children }: NoticeProps) {
  return (
    <div role="alert" className={clsx("flex gap-3 rounded-3 border px-3.5 py-2.5", toneWash[tone])}>
      <Icon className={clsx("mt-0.5", toneText[tone])} aria-hidden />
      <p className="min-w-0 text-text">
        <b className="font-medium">{title}</b> {children}
      </p>
    </div>
  );
}
