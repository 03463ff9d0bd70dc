import clsx from "clsx";

/** A bar in the place of what will be there; give it the size of that. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("skeleton inline-block h-2.5 align-middle", className)} />;
}
