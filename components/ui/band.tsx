import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { toneText, toneWash } from "./tone";

type BandTone = "ok" | "warn" | "bad" | "accent" | "plain";

type BandProps = {
  tone: BandTone;
  icon: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** It turned worse while the page is open: interrupts a screen reader. */
  live?: boolean;
  /** The colour of icon and title on a plain band. */
  titleTone?: "ok" | "warn" | "bad" | "accent" | "idle";
  /** Without frame and ground, for the head of a card. */
  bare?: boolean;
};

/** The headline: icon, state, up to three short lines, at most two buttons. */
export function Band({ tone, icon: Icon, title, children, actions, live = false, titleTone, bare = false }: BandProps) {
  const colour = tone === "plain" ? (titleTone ? toneText[titleTone] : "text-text") : undefined;
  return (
    <div
      role={live ? "alert" : "status"}
      className={clsx(
        "flex flex-wrap items-start gap-x-3 gap-y-2.5 px-4 py-3.5 md:flex-nowrap",
        !bare && "rounded-3 border",
        !bare && tone === "plain" && "border-line bg-surface",
        tone !== "plain" && (bare ? toneText[tone] : toneWash[tone]),
      )}
    >
      <Icon className={clsx("mt-0.5 size-5 stroke-[1.75]", colour)} aria-hidden />
      <div className="min-w-0 flex-1 basis-[calc(100%-40px)] md:basis-auto">
        <h2 className={clsx("text-16 font-semibold", colour)}>{title}</h2>
        <div className="grid max-w-[88ch] gap-0.5 text-text">{children}</div>
      </div>
      {actions && <div className="flex w-full flex-wrap gap-2 md:w-auto md:flex-nowrap [&>*]:flex-1">{actions}</div>}
    </div>
  );
}
