"use client";
import clsx from "clsx";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { ChartRange } from "@/lib/integrations/views";
import { CallsChart } from "./calls-chart";
import { ChangesChart } from "./changes-chart";
import { chartData } from "./chart-data";
import { parseChartRange } from "./chart-range";
import { DriftChart } from "./drift-chart";
import { LagChart } from "./lag-chart";
import { rangeNames, rangeWords } from "./stretches";
import { useCharts } from "./use-charts";

type ChartsProps = { projectId: string; integrationId: string };

/** Four charts over one range, which is in the address. */
export function Charts({ projectId, integrationId }: ChartsProps) {
  const range = parseChartRange(new URLSearchParams(useSearchParams().toString()));
  const read = useCharts(projectId, integrationId, range);
  const [openedAt] = useState(Date.now);
  const data = chartData(read, range, openedAt);
  const words = rangeWords[range].replace("the last", "Last");
  return (
    <section aria-label={words} className="grid min-w-0 gap-3" aria-busy={data.loading || data.range !== range}>
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="flex-1 text-14 font-semibold">{words}</h2>
        <Ranges range={range} />
      </header>
      <div className="grid gap-5 lg:grid-cols-2">
        <ChangesChart data={data} />
        <LagChart data={data} />
        <DriftChart data={data} />
        <CallsChart data={data} />
      </div>
    </section>
  );
}

function Ranges({ range }: { range: ChartRange }) {
  return (
    <fieldset className="flex gap-0.5 rounded-2 border border-line bg-subtle p-0.5">
      <legend className="sr-only">Time range</legend>
      {Object.entries(rangeNames).map(([value, name]) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === range}
          onClick={() => window.history.pushState(null, "", `${window.location.pathname}?range=${value}`)}
          className={clsx(
            "h-6 rounded-1 px-2.5 text-12 whitespace-nowrap pointer-coarse:h-9",
            value === range ? "bg-surface font-medium text-text outline outline-line-strong" : "text-2 hover:text-text",
          )}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
