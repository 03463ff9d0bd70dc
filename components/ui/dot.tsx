import clsx from "clsx";
import { type Tone, toneSolid } from "./tone";

/** A coloured dot with its word for screen readers and on hover. */
export function Dot({ tone, label }: { tone: Tone; label: string }) {
  return (
    <span title={label} className="inline-flex shrink-0">
      <span aria-hidden className={clsx("size-2 rounded-full forced-color-adjust-none", toneSolid[tone])} />
      <span className="sr-only">, {label}</span>
    </span>
  );
}
