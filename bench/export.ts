import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { request } from "undici";
import { readAll } from "./lib/copy";
import { type Bench, type Figure, figure, ratios } from "./lib/figure";
import { type SignedIn, startSignedIn } from "./lib/signed-in";
import { median, timed } from "./lib/stats";

const run = promisify(execFile);
const newLine = 10;

/** Counts the lines of what it is given: both sides send one per user. */
class Lines {
  count = 0;
  readonly take = (chunk: Buffer): void => {
    for (let at = chunk.indexOf(newLine); at !== -1; at = chunk.indexOf(newLine, at + 1)) this.count++;
  };
}

async function download({ console: { url }, cookie, projectId }: SignedIn, lines: Lines): Promise<void> {
  const address = `${url}/api/projects/${projectId}/users-export?format=ndjson&show=all`;
  const { statusCode, body } = await request(address, { headers: { cookie: `${cookie.name}=${cookie.value}` } });
  if (statusCode !== 200) throw new Error(`the export was answered ${statusCode}`);
  for await (const chunk of body) lines.take(chunk);
}

/** Resident memory of a process in MB. */
const memoryOf = async (pid: number): Promise<number> =>
  Number((await run("ps", ["-o", "rss=", "-p", String(pid)])).stdout) / 1024;

type Memory = { tenthMb: number; peakMb: number };

/** The console's highest memory until a tenth of the lines have come, and in all. */
async function watch(pid: number, lines: Lines, users: number, work: Promise<unknown>): Promise<Memory> {
  const memory = { tenthMb: 0, peakMb: 0 };
  let ended = false;
  const ending = work.finally(() => {
    ended = true;
  });
  // Heard where it is awaited.
  ending.catch(() => {});
  while (!ended) {
    memory.peakMb = Math.max(memory.peakMb, await memoryOf(pid));
    if (memory.tenthMb === 0 || lines.count <= users / 10) memory.tenthMb = memory.peakMb;
    await sleep(100);
  }
  await ending;
  return memory;
}

type Times = { copy: number[]; export: number[]; memory: Memory[] };

async function round({ server }: Bench, place: SignedIn, users: number, times: Times): Promise<void> {
  const [copied, exported] = [new Lines(), new Lines()];
  await server.checkpoint();
  times.copy.push(await timed(() => readAll(place.targetUrl, copied.take)));
  const began = performance.now();
  const exporting = download(place, exported).then(() => times.export.push(performance.now() - began));
  times.memory.push(await watch(place.console.pid, exported, users, exporting));
  for (const { count } of [copied, exported]) if (count !== users) throw new Error(`${count} lines of ${users} users`);
}

/** The export of a million users through the console's own route, against `COPY` of the same rows to the same client. */
export async function measure(bench: Bench): Promise<Figure[]> {
  const users = bench.quick ? 30_000 : 1_000_000;
  const place = await startSignedIn(bench, users);
  const idleMb = await memoryOf(place.console.pid);
  const times: Times = { copy: [], export: [], memory: [] };
  for (let n = 0; n < Math.min(bench.rounds, 3); n++) {
    await round(bench, place, users, times);
    bench.note(`export, round ${n + 1}`);
  }
  await place.stop();
  const perSecond = (all: number[]) => (users / median(all)) * 1000;
  const { value, spread } = ratios(times.copy, times.export);
  return [
    figure({ name: "export.vs_copy", unit: "×", bound: "least", must: 0.1, aim: 0.3 }, value, {
      spread,
      users,
      usersPerSecond: perSecond(times.export),
      copyPerSecond: perSecond(times.copy),
    }),
    figure(
      { name: "export.memory", unit: "×", bound: "most", must: 1.15, aim: 1.05 },
      // Whatever one export leaves behind, the next one has from the start: the first tells most.
      Math.max(...times.memory.map(({ peakMb, tenthMb }) => peakMb / tenthMb)),
      { idleMb, ...Object.fromEntries(times.memory.map(({ peakMb }, n) => [`peakMb${n + 1}`, peakMb])) },
    ),
  ];
}
