"use client";
import clsx from "clsx";
import { ZoomOut } from "lucide-react";
import type { Route } from "next";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ChartRange } from "@/lib/integrations/views";
import { CallsChart } from "./calls-chart";
import { ChangesChart } from "./changes-chart";
import { chartData } from "./chart-data";
import { type ChartWindow, narrowed, parseChartWindow, widened, windowParams } from "./chart-range";
import { DriftChart } from "./drift-chart";
import { LagChart } from "./lag-chart";
import { RunsChart } from "./runs-chart";
import { rangeNames, rangeWords } from "./stretches";
import { useCharts } from "./use-charts";

type ChartsProps = { projectId: string; integrationId: string };

/** All charts over one time, which is in the address. A click on a stretch looks closer at it. */
export function Charts({ projectId, integrationId }: ChartsProps) {
  const router = useRouter();
  const wanted = parseChartWindow(new URLSearchParams(useSearchParams().toString()));
  const { read, settled } = useCharts(projectId, integrationId, wanted);
  const [openedAt] = useState(Date.now);
  const drawn = chartData(read, wanted, openedAt);
  const { range, stretches } = drawn;
  const look = (place: number) => narrowed(range, stretches[place]?.at ?? "", Date.now());
  const pick = look(0) ? { does: "narrows the range", at: (place: number) => show(look(place)) } : undefined;
  const data = { ...drawn, pick };
  const words = data.words.replace(/^the/, "The").replace(/^The last/, "Last");
  const wider = widened(wanted, openedAt);
  return (
    <section aria-label={words} className="grid min-w-0 gap-3" aria-busy={!settled}>
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="text-14 font-semibold">{words}</h2>
        {wider && (
          <Button variant="ghost" size="small" onClick={() => show({ range: wider, until: null })}>
            <ZoomOut className="size-3.5" aria-hidden />
            Back to {rangeWords[wider]}
          </Button>
        )}
        <Ranges wanted={wanted} />
      </header>
      <div className="grid gap-5 lg:grid-cols-2">
        <ChangesChart data={data} />
        <LagChart data={data} />
        <DriftChart data={data} />
        <CallsChart data={data} />
        <div className="min-w-0 lg:col-span-2">
          <RunsChart
            data={data}
            activity={`/projects/${projectId}/auth/activity`}
            onOpen={(href) => router.push(href as Route)}
          />
        </div>
      </div>
    </section>
  );
}

const show = (next: ChartWindow | null) =>
  next && window.history.pushState(null, "", window.location.pathname + windowParams(next));

function Ranges({ wanted }: { wanted: ChartWindow }) {
  const isShown = (range: string) => range === wanted.range && wanted.until === null;
  return (
    <fieldset className="ml-auto flex gap-0.5 rounded-2 border border-line bg-subtle p-0.5">
      <legend className="sr-only">Time range</legend>
      {(Object.keys(rangeNames) as ChartRange[]).map((range) => (
        <button
          key={range}
          type="button"
          aria-pressed={isShown(range)}
          onClick={() => show({ range, until: null })}
          className={clsx(
            "h-6 rounded-1 px-2.5 text-12 whitespace-nowrap pointer-coarse:h-9",
            isShown(range) ? "bg-surface font-medium text-text outline outline-line-strong" : "text-2 hover:text-text",
          )}
        >
          {rangeNames[range]}
        </button>
      ))}
    </fieldset>
  );
}
