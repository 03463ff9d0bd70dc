import { parseArgs } from "node:util";
import { benchmarks } from "./lib/benchmarks";
import type { Bench, Figure } from "./lib/figure";
import { startServer } from "./lib/postgres";
import { record } from "./lib/record";
import { reportOf, table } from "./lib/report";

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    million: { type: "boolean", default: false },
    record: { type: "boolean", default: false },
    only: { type: "string" },
  },
});

/** Which of the benchmarks were asked for: all, or those of `--only`; with `--million` alone, none. */
function chosen() {
  if (options.only === undefined) return options.million ? [] : benchmarks;
  const asked = options.only.split(",");
  const unknown = asked.find((name) => !benchmarks.some(({ names }) => names.includes(name)));
  if (unknown)
    throw new Error(`There is no figure ${unknown}: ${benchmarks.flatMap(({ names }) => names).join(", ")}.`);
  return benchmarks.filter(({ names }) => names.some((name) => asked.includes(name)));
}

async function measureAll(bench: Bench) {
  const figures: Figure[] = [];
  for (const { names, load } of chosen()) {
    bench.note(names.join(", "));
    const { measure } = await load();
    figures.push(...(await measure(bench)));
  }
  const million = options.million ? await (await import("./million")).measure(bench) : undefined;
  return { figures, million };
}

async function main(): Promise<boolean> {
  if (options.quick && options.record) throw new Error("A quick run's figures mean nothing: leave out --record.");
  const server = await startServer();
  const end = (code: number) => server.stop().finally(() => process.exit(code));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => end(130));
  // The server would outlive this process.
  process.once("uncaughtException", (error) => {
    console.error(error);
    end(1);
  });
  const began = performance.now();
  // Stdout is for the result alone.
  const note = (line: string) =>
    console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`);
  try {
    const { figures, million } = await measureAll({
      server,
      quick: options.quick,
      rounds: options.quick ? 1 : 5,
      note,
    });
    const report = reportOf(server.version, figures, million);
    console.info(options.json ? JSON.stringify(report) : table(report));
    if (options.record) record(report);
    return figures.every(({ met }) => met);
  } finally {
    await server.stop();
  }
}

// The build's own words must not stand before the JSON.
console.log = console.error;
process.exitCode = (await main()) || options.quick ? 0 : 1;
