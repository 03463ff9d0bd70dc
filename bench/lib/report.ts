import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../../scripts/lib/settings.mjs";
import type { Million } from "../million";
import { meanings } from "./benchmarks";
import type { Figure } from "./figure";

export type Report = {
  date: string;
  machine: { cpu: string; cores: number; memoryGb: number; os: string };
  versions: { rollcall: string; commit: string; node: string; postgres: string };
  figures: Figure[];
  million?: Million;
};

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "unknown";
  }
}

/** What was measured, and on what. */
export function reportOf(postgres: string, figures: Figure[], million: Million | undefined): Report {
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const [date, at] = [new Date().toISOString().slice(0, 10), commit()];
  return {
    date,
    machine: {
      cpu: os.cpus()[0]?.model ?? "unknown",
      cores: os.availableParallelism(),
      memoryGb: Math.round(os.totalmem() / 2 ** 30),
      os: `${os.type()} ${os.release()}`,
    },
    versions: { rollcall: version, commit: at, node: process.version, postgres },
    figures: figures.map((figure) => ({ ...figure, at: `${date}, ${at}` })),
    million: million && { ...million, at: `${date}, ${at}` },
  };
}

const number = (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 3 });
export const worded = (value: number, { unit }: Pick<Figure, "unit">) =>
  unit === "×" ? `${number(value)} ×` : `${number(value)} ${unit}`;
export const goal = (figure: Figure, value: number) =>
  value === 0 ? worded(0, figure) : `${figure.bound === "least" ? "≥" : "≤"} ${worded(value, figure)}`;
const wordedDetail = ({ detail }: Figure) =>
  Object.entries(detail)
    .map(([key, value]) => `${key} ${typeof value === "number" ? value.toLocaleString("en") : value}`)
    .join(", ");

/** For a terminal. */
export function table({ figures, million }: Report): string {
  const lines = figures.map((figure) => {
    const { name, value, must, aim, met } = figure;
    const goals = `must ${goal(figure, must)}, aim ${goal(figure, aim)}`;
    return `${met ? "met   " : "MISSED"}  ${name.padEnd(22)}${worded(value, figure).padStart(10)}   ${goals}\n        ${wordedDetail(figure)}`;
  });
  if (million) lines.push(`million ${JSON.stringify(million)}`);
  return lines.join("\n");
}

/** For bench/README.md. */
export function markdown(report: Report): string {
  const { date, machine, versions, figures, million } = report;
  const rows = figures.map((figure) => {
    const { name, value, must, aim } = figure;
    const cells = [
      `\`${name}\``,
      meanings[name],
      `**${worded(value, figure)}**`,
      goal(figure, must),
      goal(figure, aim),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    `Measured on ${date}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.os}; Rollcall ${versions.rollcall} (${versions.commit}), Node ${versions.node}, PostgreSQL ${versions.postgres}.`,
    "",
    "![How each figure stands to what it must reach](chart.svg)",
    "",
    "| figure | what | measured | must | aim |",
    "|---|---|---|---|---|",
    ...rows,
    "",
    ...figures.map((figure) => `- \`${figure.name}\` (${figure.at}): ${wordedDetail(figure)}`),
    ...(million ? ["", ...millionLines(million)] : []),
  ].join("\n");
}

function millionLines({ users, backfill, reconcile, verify, at }: Million): string[] {
  const walked = ({ seconds, usersPerSecond, peakMb }: Million["backfill"]) =>
    `${seconds.toLocaleString("en")} s (${usersPerSecond.toLocaleString("en")} users per second), peak memory ${peakMb} MB`;
  const verified = verify
    ? `; Verify ${walked(verify)}, ${verify.vsReconcile} × the full compare's time, the console database ${verify.consoleMb} MB after it`
    : "";
  return [
    `${users.toLocaleString("en")} users, once (${at}): backfill ${walked(backfill)}; full compare with nothing changed ${walked(reconcile)}${verified}.`,
  ];
}
