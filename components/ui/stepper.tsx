import clsx from "clsx";
import { Check } from "lucide-react";

/** Where one is on the way; narrow screens name only the current step. `current` counts from 0. */
export function Stepper({ steps, current }: { steps: string[]; current: number }) {
  return (
    <ol aria-label="Steps" className="flex items-center gap-2">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? "step" : undefined}
          className={clsx(
            "flex items-center gap-2 whitespace-nowrap not-first:before:h-px not-first:before:w-3 not-first:before:bg-line-strong md:not-first:before:w-6",
            index === current ? "font-medium" : index < current ? "text-2" : "text-3",
          )}
        >
          <span
            aria-hidden
            className={clsx(
              "grid size-5 place-items-center rounded-full border text-11/none font-semibold",
              index === current && "border-ink bg-ink text-on-ink",
              index < current && "border-ok-line bg-ok-wash text-ok",
              index > current && "border-line-control",
            )}
          >
            {index < current ? <Check className="size-3 stroke-[2.25]" /> : index + 1}
          </span>
          <span className={clsx(index !== current && "max-md:sr-only")}>
            {step}
            {index < current && <span className="sr-only"> (done)</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
