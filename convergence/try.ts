import { historyAt } from "./history/generate";
import { shrink } from "./history/shrink";
import { play } from "./history/play";
import { Stage } from "./stage/stage";
import type { History } from "./history/steps";
import { listPoints, playPoint } from "./scripted/kill-points";
import { listMeetings, playMeeting, listWakes, playWake } from "./scripted/races";
import { takeAway } from "./seam/sabotages";
const [, , server = "", mode = "h", n = "20", seed = "1", route="pooler"] = process.argv;
const stage = await Stage.create(server, `try${process.pid}`);
if (process.env.WITHOUT) takeAway(process.env.WITHOUT);
const tally = {};
const t = Date.now();
let runs = 0;
const dogged = async (label: unknown, f: () => Promise<unknown>) => { runs++; const dog = setTimeout(() => { console.log("STUCK", JSON.stringify(label)); process.exit(3) }, 30000); try { await f() } finally { clearTimeout(dog) } };
const fix = (h: History) => process.env.NOSTALE ? { ...h, steps: h.steps.filter((s) => !(s.do === "fault" && s.kind === "stale")) } : h;
const kinds: Record<string, number> = {};
const end = () => { console.log(JSON.stringify(tally), JSON.stringify(kinds), runs, (Date.now() - t) / Math.max(1, runs), "ms each", process.cpuUsage().user / 1000 / runs, "cpu"); process.exit(0) };
const list = async <T,>(items: T[], f: (x: T) => Promise<void>) => { console.log(items.length, "items"); for (const x of items) { try { await dogged(x, () => f(x)) } catch (e) { const k = (e as {kind?: string}).kind ?? "?"; kinds[k] = (kinds[k] ?? 0) + 1; if (kinds[k]! < 4) console.log(JSON.stringify(x), String(e), k === "?" || k === "unexpected" ? e : ""); if (process.env.WITHOUT) end() } } };
if (mode === "k") await list((await listPoints(stage)).filter((_, i) => i % Number(n) === 0), (p) => playPoint(stage, p));
if (mode === "r") await list((await listMeetings(stage)).filter((_, i) => i % Number(n) === 0), (p) => playMeeting(stage, p));
if (mode === "w") await list(await listWakes(stage), (p) => playWake(stage, p));
if (mode === "h") for (let i = 0; i < Number(n); i++) {
  const h = fix(historyAt(Number(seed), i));
  try { await dogged(h, () => play(stage, h, route as never, tally)) } catch (e) {
    const kind = (e as {kind?: string}).kind ?? "?"; kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (kinds[kind]! > Number(process.env.MAX ?? 2)) continue;
    const small = await shrink(h, (c) => dogged(c, () => play(stage, c, route as never, {})).then(() => false, (x) => (x as {kind?: string}).kind === kind));
    console.log("FAIL", i, String(e), JSON.stringify(small.scene), small.seed, "\n" + small.steps.map((x) => "   " + JSON.stringify(x)).join("\n"));
    if (kind === "unexpected" || kind === "?") console.log((e as Error).cause ?? e);
  }
}
end();
