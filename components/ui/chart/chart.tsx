"use client";
import clsx from "clsx";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { ChartTable, type ChartTableProps } from "./chart-table";
import { Plot, type PlotProps } from "./plot";

export type LegendItem = { name: string; mark: string };

/** What stands in place of the marks: bars that wait, nothing in this range, or why there is nothing to draw. */
export type Instead = "loading" | { words: ReactNode; failed?: boolean };

type ChartProps = {
  title: string;
  /** What one mark stands for. */
  note: string;
  /** The finding, as a sentence: the figure's name. */
  finding: string;
  legend: LegendItem[];
  table: Omit<ChartTableProps, "caption">;
  plot: PlotProps;
  instead?: Instead;
  /** Beside the title, such as a link. */
  actions?: ReactNode;
};

/** A figure with one idea: a plot, its legend, and the same numbers as a table. */
export function Chart({ title, note, finding, legend, table, plot, instead, actions }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const { children, read, target, pick, ...axes } = plot;
  return (
    <figure aria-label={finding} className="min-w-0 rounded-3 border border-line bg-surface">
      <header className="flex min-h-10 items-baseline gap-2 pt-2 pr-2 pl-4">
        <h3 className="font-semibold">{title}</h3>
        <span className="min-w-0 flex-1 truncate text-12 text-3">{note}</span>
        <Button
          variant="ghost"
          size="small"
          aria-pressed={asTable}
          aria-label={`${title} as a table`}
          disabled={Boolean(instead)}
          onClick={() => setAsTable(!asTable)}
        >
          Table
        </Button>
        {actions}
      </header>
      <div className={clsx("relative px-4", (asTable || !plot.height) && "h-46")}>
        {asTable && !instead ? (
          <ChartTable caption={finding} {...table} />
        ) : instead ? (
          <Plot {...axes} />
        ) : (
          <Plot {...axes} read={read} target={target} pick={pick}>
            {children}
          </Plot>
        )}
        {instead && <InPlaceOfMarks instead={instead} />}
      </div>
      <figcaption className="px-4 pt-1 pb-3.5">
        <ul className="flex flex-wrap gap-x-3 gap-y-1 text-12 text-2">
          {legend.map(({ name, mark }) => (
            <li key={name} className="flex items-center gap-1.5">
              <i aria-hidden className={clsx("size-2 rounded-[2px]", mark)} />
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

const bars = ["h-2/6", "h-4/6", "h-3/6", "h-5/6", "h-2/5", "h-full", "h-3/5", "h-1/5"];

function InPlaceOfMarks({ instead }: { instead: Instead }) {
  if (instead !== "loading") {
    const tone = instead.failed ? "text-bad" : "text-3";
    return (
      <p className={clsx("absolute inset-x-14 top-2 bottom-7 grid place-items-center text-center", tone)}>
        {instead.words}
      </p>
    );
  }
  return (
    <div aria-hidden className="absolute top-2 right-4 bottom-7 left-14 flex items-end justify-around gap-2">
      {bars.map((height) => (
        <Skeleton key={height} className={clsx("flex-1", height)} />
      ))}
    </div>
  );
}
