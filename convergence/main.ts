import { fork } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { throughPgBouncer } from "@/test/pgbouncer";
import { startServer } from "@/test/server";
import { pgbouncerPath } from "../scripts/lib/pgbouncer.mjs";
import { violationKinds } from "./driver/violation";
import { count, type Tally } from "./history/play";
import { guardNamed, showing } from "./seam/guards";
import { allParts, type Failure, type Part, type Report } from "./suite";
import type { Job } from "./worker";

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    histories: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    part: { type: "string" },
    only: { type: "string" },
    scenario: { type: "string" },
    race: { type: "string" },
    without: { type: "string" },
    workers: { type: "string", default: "2" },
  },
});

/** Everything, one part of it, or the one thing that a failure named. */
function asked(): { parts: Part[]; names?: string[] } {
  if (values.only !== undefined) return { parts: ["histories"] };
  if (values.scenario !== undefined) return { parts: ["points"], names: [values.scenario] };
  if (values.race !== undefined) return { parts: ["races"], names: [values.race] };
  if (values.part === undefined) return { parts: allParts };
  const parts = allParts.filter((part) => part === values.part);
  if (parts.length === 0) throw new Error(`--part takes one of ${allParts.join(", ")}`);
  return { parts };
}

function jobs(server: string, pgbouncer: string | null): Job[] {
  const without = values.without === undefined ? null : guardNamed(values.without);
  const only = values.only === undefined ? undefined : Number(values.only);
  const workers = only === undefined ? Number(values.workers) : 1;
  const common = { server, pgbouncer, without, workers, only, ...(without ? showing(without) : asked()) };
  const amounts = { seed: Number(values.seed), histories: Number(values.histories) };
  return Array.from({ length: workers }, (_, worker) => ({ ...common, ...amounts, worker }));
}

/** Plays every job in a process of its own, and ends them all at the first failure. */
async function play(all: Job[]): Promise<Report[]> {
  const reports: Report[] = [];
  const children = all.map((job) => ({ job, child: fork(path.join(import.meta.dirname, "worker.ts")) }));
  const done = children.map(
    ({ job, child }) =>
      new Promise<void>((resolve, reject) => {
        child.send(job);
        child.once("message", (report: Report) => {
          reports.push(report);
          if (report.failure) for (const other of children) if (other.child !== child) other.child.kill();
        });
        child.once("exit", () => {
          const isHeard =
            reports.some(({ failure }) => failure) || reports.some((report) => report.worker === job.worker);
          return isHeard ? resolve() : reject(new Error("A worker ended before its share was played."));
        });
      }),
  );
  await Promise.all(done);
  return reports;
}

function summarise(reports: Report[], seconds: number, through: string | null) {
  const counts: Tally = {};
  const faults: Tally = {};
  const violations: Tally = Object.fromEntries(violationKinds.map((kind) => [kind, 0]));
  for (const report of reports) {
    count(counts, report.counts);
    count(faults, report.faults);
    if (report.failure) count(violations, { [report.failure.violation]: 1 });
  }
  const { seed, without } = values;
  return {
    seed: Number(seed),
    ...(without && { without }),
    ...counts,
    faults,
    violations,
    pgbouncer: through !== null,
    seconds,
  };
}

function tell({ violation, message, where, steps }: Failure): void {
  complain(`Violated: ${violation}\n  ${message}\n  in ${where}`);
  for (const step of steps) complain(`    ${step}`);
}

const begun = Date.now();
const server = await startServer();
const bouncer = pgbouncerPath() ? await throughPgBouncer(server.port) : null;
const stop = async () => {
  await bouncer?.stop();
  await server.stop();
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop().then(() => process.exit(1)));
let failures: Failure[] = [];
try {
  const host = "127.0.0.1";
  const way = { host, port: server.port, database: "", user: "", password: "", tls: "disable" as const };
  const pgbouncer = bouncer ? `${host}:${bouncer.through(way).port}` : null;
  const reports = await play(jobs(server.address, pgbouncer));
  failures = reports.flatMap(({ failure }) => failure ?? []);
  say(JSON.stringify(summarise(reports, Math.round((Date.now() - begun) / 1000), pgbouncer)));
  for (const failure of failures) tell(failure);
  if (values.without && failures.length === 0) complain(`Without ${values.without} nothing was found.`);
} finally {
  await stop();
}
// Without a guard, finding nothing is the failure that matters: the suite would be blind.
process.exitCode = failures.length > 0 ? 1 : values.without ? 2 : 0;
