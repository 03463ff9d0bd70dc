import clsx from "clsx";
import { ClockTime } from "./relative-time";

/** At the foot of a card while nobody answers: what stands there is not called new. */
export const Silent = ({ since, className }: { since: string; className?: string }) => (
  <p role="status" className={clsx("border-t border-line bg-subtle px-4 py-2.5 text-2", className)}>
    The console does not answer. What you see is as of <ClockTime iso={since} seconds />; this page asks again by
    itself.
  </p>
);
