import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { benchmarks } from "./benchmarks";
import { chart } from "./chart";
import { markdown, type Report } from "./report";

const dir = path.resolve(import.meta.dirname, "..");
const readme = path.join(dir, "README.md");
const results = path.join(dir, "results.json");
const [begin, end] = ["<!-- results -->", "<!-- end of results -->"];

/** What was recorded before stays for the figures that this run left out. */
function together(report: Report): Report {
  const before: Report | null = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : null;
  const all = [...report.figures, ...(before?.figures ?? [])];
  const names = benchmarks.flatMap((each) => each.names);
  const figures = names.flatMap((name) => all.find((figure) => figure.name === name) ?? []);
  return { ...report, figures, million: report.million ?? before?.million };
}

/** Writes bench/results.json, the chart and the results in bench/README.md. */
export function record(measured: Report): void {
  const report = together(measured);
  writeFileSync(results, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(path.join(dir, "chart.svg"), chart(report.figures));
  const text = readFileSync(readme, "utf8");
  const [before = "", rest = ""] = text.split(begin);
  const after = rest.split(end)[1] ?? "";
  writeFileSync(readme, `${before}${begin}\n${markdown(report)}\n${end}${after}`);
}
