import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { type Tone, toneWash } from "./tone";

type TimelineEntryProps = {
  icon: LucideIcon;
  tone: Tone;
  title: ReactNode;
  /** Beside the title. */
  badge?: ReactNode;
  /** Why, in a line. */
  text: ReactNode;
  /** When, at the right. */
  time: ReactNode;
  /** Whatever else there is to say, below. */
  children?: ReactNode;
};

/** One entry of a timeline: what happened, in a line why, and when. */
export function TimelineEntry({ icon: Icon, tone, title, badge, text, time, children }: TimelineEntryProps) {
  return (
    <li className="flex gap-3 border-t border-line px-4 py-2.5 first:border-t-0">
      <span className={clsx("mt-0.5 grid size-6 shrink-0 place-items-center rounded-full border", toneWash[tone])}>
        <Icon className="size-3 stroke-2" aria-hidden />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <b className="font-medium break-words">{title}</b>
          {badge}
        </p>
        <p className="max-w-[88ch] break-words text-2">{text}</p>
        {children}
      </div>
      {time}
    </li>
  );
}
