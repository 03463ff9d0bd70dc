import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { AppError, toPublicError } from "@/lib/errors";
import type { ChartStretch, ChartsView } from "@/lib/integrations/views";
import { CallsChart } from "./calls-chart";
import { ChangesChart } from "./changes-chart";
import { type ChartData, chartData, readings } from "./chart-data";
import { DriftChart } from "./drift-chart";
import { LagChart } from "./lag-chart";
import { RunsChart } from "./runs-chart";

const day = { range: "24h", until: null } as const;
const start = Date.parse("2026-11-20T12:00:00Z");

const stretch = (at: number, changes: Partial<ChartStretch> = {}): ChartStretch => ({
  at: new Date(start + at * 1_800_000).toISOString(),
  outcomes: { applied: 0, askedAgain: 0, duplicate: 0, superseded: 0, parked: 0, held: 0 },
  lag: null,
  compares: { ended: 0, found: 0, incomplete: 0 },
  calls: { answered: 0, refused: 0 },
  ...changes,
});

function dataOf(stretches: ChartStretch[], budgetPerMinute: number | null = null): ChartData {
  const charts: ChartsView = { range: "24h", stretches, runs: [], budgetPerMinute };
  return chartData({ charts }, day, start);
}

const all = [ChangesChart, LagChart, DriftChart, CallsChart];
const draw = (Drawn: (typeof all)[number], data: ChartData) => renderToStaticMarkup(<Drawn data={data} />);
const name = (markup: string) => /<figure aria-label="([^"]*)"/.exec(markup)?.[1];

describe("a chart's name is its finding", () => {
  it("of changes, by outcome", () => {
    const outcomes = { applied: 4112, askedAgain: 0, duplicate: 388, superseded: 121, parked: 2, held: 1 };
    expect(name(draw(ChangesChart, dataOf([stretch(0, { outcomes })])))).toBe(
      "Changes by outcome in the last 24 hours: 4,112 applied, 388 duplicate, 121 superseded, 3 parked or held.",
    );
  });

  it("of lag, against its target", () => {
    const data = dataOf([stretch(0, { lag: 2900 }), stretch(1), stretch(2, { lag: 800 })]);
    expect(name(draw(LagChart, data))).toContain("at most 2.9 s, above the target of 2 s in 1 of 2 measured stretches");
  });

  it("of full checks and of calls", () => {
    const data = dataOf(
      [
        stretch(0, { compares: { ended: 2, found: 5, incomplete: 1 }, calls: { answered: 600, refused: 60 } }),
        stretch(1, { compares: { ended: 1, found: 0, incomplete: 0 } }),
      ],
      50,
    );
    expect(name(draw(DriftChart, data))).toContain("3 full checks ended, 5 rows repaired, 1 incomplete");
    expect(name(draw(CallsChart, data))).toContain("600 answered, 60 refused or not answered; at most 22 per minute");
    expect(draw(CallsChart, data)).toContain("budget 50/min");
  });
});

describe("a chart makes nothing up", () => {
  it("a gap in the lag stays a gap, and a measure between two gaps is a dot", () => {
    const lags = [500, 600, null, 700, null, 800, 900];
    const markup = draw(LagChart, dataOf(lags.map((lag, at) => stretch(at, { lag }))));
    expect(markup.match(/stroke-linejoin="round"/g)).toHaveLength(2);
    expect(markup.match(/<circle/g)).toHaveLength(1);
  });

  it.each(all)("nothing in the range leaves the axes and says so", (Drawn) => {
    const markup = draw(Drawn, dataOf([stretch(0), stretch(1)]));
    expect(markup).toMatch(/No (changes|calls|full check)[^<]* in this range/);
    expect(markup).toContain("<text");
    expect(markup).not.toContain("<rect");
  });

  it.each(all)("a failure stands in place of the marks, and no older numbers beside it", (Drawn) => {
    const error = toPublicError(new AppError("internal", "The console does not answer."));
    const markup = draw(Drawn, chartData({ error }, day, start));
    expect(markup).toContain("The console does not answer.");
    expect(markup).not.toMatch(/<rect|type="range"/);
  });

  it("the crosshair and the table say the same numbers", () => {
    const data = dataOf([stretch(0, { calls: { answered: 1234, refused: 1 } }), stretch(1)]);
    const { read, rows } = readings(data, ({ calls }) => [{ name: "Answered", value: String(calls.answered) }]);
    expect(rows.at(-1)?.cells).toEqual([read(0).title, "1234"]);
    expect(draw(CallsChart, data)).toMatch(/aria-valuetext="[^"]*Answered 0, Refused or no answer 0"/);
  });
});

const run = (id: string, state: ChartsView["runs"][number]["state"], seconds: number): ChartsView["runs"][number] => {
  const finishedAt = new Date(start + seconds * 1000).toISOString();
  return { id, kind: "reconcile", state, written: 2, deleted: 0, startedAt: new Date(start).toISOString(), finishedAt };
};
const drawRuns = (runs: ChartsView["runs"]) =>
  renderToStaticMarkup(
    <RunsChart data={{ ...dataOf([stretch(0)]), runs }} activity="/projects/p/auth/activity" onOpen={() => {}} />,
  );

describe("the runs", () => {
  it("are a bar each, as high as they took, in the colour of how they ended, and the shortest is still to be seen", () => {
    const markup = drawRuns([run("a", "equal", 3), run("b", "incomplete", 1.5), run("c", "repaired", 0)]);
    const bars = [...markup.matchAll(/<rect[^>]*height="([^"]*)"[^>]*class="([^"]*)"/g)];
    expect(bars.map(([, , fill]) => fill)).toEqual(["fill-ok-solid", "fill-bad-solid", "fill-warn-solid"]);
    const [high, half, least] = bars.map(([, height]) => Number(height));
    expect(half).toBeCloseTo(Number(high) / 2);
    expect(least).toBeGreaterThanOrEqual(2);
  });

  it("are told in the chart's name, and how the last one went is what the slider says", () => {
    const markup = drawRuns([run("a", "equal", 3), run("b", "repaired", 2)]);
    expect(name(markup)).toBe(
      "Runs in the last 24 hours: the last 2 runs, 1 equal, 1 repaired; the longest took 3.0 s.",
    );
    expect(markup).toMatch(/aria-valuetext="[^"]*Reconcile Repaired 2, Duration 2.0 s"/);
    expect(drawRuns([])).toContain("No run ended in this range");
  });
});

it("before the numbers are there nothing depends on the zone or the clock of whoever draws", () => {
  const wanted = { range: "1h", until: start } as const;
  const early = chartData({}, wanted, start);
  const late = chartData({}, wanted, start + 90_000);
  expect(draw(ChangesChart, early)).toBe(draw(ChangesChart, late));
  expect(draw(ChangesChart, early)).not.toMatch(/\d\d:\d\d/);
});
