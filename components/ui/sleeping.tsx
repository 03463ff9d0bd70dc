"use client";
import { type ComponentProps, cloneElement, type KeyboardEvent, type ReactElement } from "react";

/** A button that opens something. */
export type Trigger = ReactElement<ComponentProps<"button">>;

type SleepingProps = {
  trigger: Trigger;
  opens: "menu" | "dialog";
  /** Fetches what it opens, before the press: whoever draws near is likely to press. */
  fetch: () => Promise<unknown>;
  onWake: () => void;
};

/** The trigger of a menu or dialog that nobody has opened yet: most visits open none, so its code comes with the first use. */
export function Sleeping({ trigger, opens, fetch, onWake }: SleepingProps) {
  const prepare = () => void fetch().catch(() => {});
  return cloneElement(trigger, {
    "aria-haspopup": opens,
    "aria-expanded": false,
    onPointerEnter: prepare,
    onFocus: prepare,
    onClick: onWake,
    onKeyDown: (event: KeyboardEvent) => {
      if (opens !== "menu" || event.key !== "ArrowDown") return;
      event.preventDefault();
      onWake();
    },
  });
}
