import clsx from "clsx";
import type { ReactNode } from "react";
import { type Tone, toneText } from "./tone";

export type KeyNumber = { label: string; value: ReactNode; unit?: string; note?: ReactNode; noteTone?: Tone };

/** Up to five joined cells. Every cell keeps its height, whatever it says. */
export function KeyNumbers({ items, bare = false }: { items: KeyNumber[]; bare?: boolean }) {
  return (
    <dl
      className={clsx(
        "grid grid-cols-2 gap-px overflow-clip bg-line md:grid-flow-col md:auto-cols-fr md:grid-cols-none",
        bare ? "border-t border-line" : "rounded-3 border border-line",
      )}
    >
      {items.map(({ label, value, unit, note, noteTone }) => (
        <div key={label} className="min-w-0 bg-surface px-4 py-3 max-md:last:odd:col-span-2">
          <dt className="truncate text-12 text-3">{label}</dt>
          <dd>
            <span className="mt-0.5 block truncate text-20 font-semibold">
              {value}
              {unit && <span className="ml-1 text-13 font-medium tracking-normal text-3">{unit}</span>}
            </span>
            <span className={clsx("block min-h-4 text-12", noteTone ? toneText[noteTone] : "text-3")}>{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
