import type { Figure } from "./figure";
import { goal, worded } from "./report";

const row = 34;
const left = 190;
const width = 420;
const [low, high] = [0.5, 32];

/** How many times better than it must be; where nothing at all is asked for, either twice as good or half. */
function timesBetter(figure: Figure, value: number): number {
  if (figure.must === 0) return value === 0 ? 2 : low;
  return figure.bound === "least" ? value / figure.must : figure.must / value;
}

/** Equal steps for equal factors. */
function place(times: number): number {
  const held = Math.min(high, Math.max(low, times));
  return left + (Math.log(held / low) / Math.log(high / low)) * width;
}

function bar(figure: Figure, n: number): string {
  const y = 44 + n * row;
  const end = place(timesBetter(figure, figure.value));
  const aim = figure.must === 0 ? "" : line(place(timesBetter(figure, figure.aim)), y - 2, y + 18, "aim");
  return `  <text class="name" x="${left - 12}" y="${y + 12}">${figure.name}</text>
  <rect class="${figure.met ? "met" : "missed"}" x="${left}" y="${y}" width="${(end - left).toFixed(1)}" height="16" rx="2"/>
${aim}  <text class="value" x="${left + width + 12}" y="${y + 12}">${worded(figure.value, figure)} <tspan class="goal">must ${goal(figure, figure.must)}</tspan></text>
`;
}

const line = (x: number, from: number, to: number, kind: string) =>
  `  <line class="${kind}" x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="${from}" y2="${to}"/>\n`;

const style = `
    text { font: 12px system-ui, sans-serif; fill: #1f2328 }
    .name { text-anchor: end; font-family: ui-monospace, monospace }
    .value { font-weight: 600 } .goal, .axis { font-weight: 400; fill: #656d76 } .axis { text-anchor: middle; font-size: 11px }
    .met { fill: #2f7d5b } .missed { fill: #c4432b }
    .must { stroke: #1f2328; stroke-width: 1.5 } .aim { stroke: #b8860b; stroke-width: 2 } .tick { stroke: #d0d7de }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 } .goal, .axis { fill: #9198a1 }
      .met { fill: #4fae86 } .missed { fill: #f0735b } .must { stroke: #e6edf3 } .aim { stroke: #e3b341 } .tick { stroke: #3d444d }
    }`;

/** One bar per figure on a common scale: times better than it must be. The long line is "must", the short ones are "aim". */
export function chart(figures: Figure[]): string {
  const bottom = 44 + figures.length * row;
  const ticks = [1, 2, 4, 8, 16, 32].map((times) => {
    const x = place(times);
    return `${line(x, 36, bottom, times === 1 ? "must" : "tick")}  <text class="axis" x="${x.toFixed(1)}" y="26">${times === 1 ? "must" : `${times} ×`}</text>\n`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 ${bottom + 12}" role="img" aria-label="Each figure against what it must reach">
  <style>${style}
  </style>
${ticks.join("")}${figures.map(bar).join("")}</svg>
`;
}
