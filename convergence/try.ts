import fc from "fast-check";
import { history } from "./history/steps";
import { play } from "./history/play";
import { Stage } from "./stage/stage";
const [, , server = "", n = "20", seed = "1", route="pooler"] = process.argv;
const stage = await Stage.create(server, `try${process.pid}`);
const tally = {};
const t = Date.now();
let runs=0; let failedAt=0;
const result = await fc.check(fc.asyncProperty(history, async (h) => { runs++;
  if (failedAt && runs - failedAt > 150) return;
  const t0 = Date.now(), c0 = process.cpuUsage();
  const dog = setTimeout(() => { console.log("STUCK", JSON.stringify(h)); process.exit(3) }, 60000);
  try { await play(stage, h, route as never, tally); } catch (e) { failedAt ||= runs; throw e } finally { clearTimeout(dog);
  const c = process.cpuUsage(c0); if (process.env.V) console.log(runs, h.steps.length, Date.now() - t0, "ms", (c.user + c.system) / 1000 | 0, "cpu"); }
}), { numRuns: Number(n), seed: Number(seed) });
console.log(tally, (Date.now() - t) / Math.max(1, runs), "ms each", process.cpuUsage());
if (result.failed) { console.log(result.seed, result.counterexamplePath, JSON.stringify(result.counterexample?.[0].scene), "\n" + result.counterexample?.[0].steps.map((x) => JSON.stringify(x)).join("\n")); console.log(result.errorInstance); console.log("shrinks", result.numShrinks) }
process.exit(0);
