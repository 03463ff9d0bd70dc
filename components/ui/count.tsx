import clsx from "clsx";

/** A number on a tab. */
export function Count({ value, tone }: { value: number; tone?: "bad" }) {
  return (
    <span
      className={clsx(
        "min-w-4.5 rounded-full px-1.25 text-center text-11/4.5 font-medium",
        tone === "bad" ? "bg-bad-wash text-bad" : "bg-active text-2",
      )}
    >
      {value}
    </span>
  );
}
