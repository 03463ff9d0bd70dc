"use client";
import clsx from "clsx";
import { type PointerEvent, type ReactNode, useRef, useState } from "react";
import { gridValues, labelled } from "./scale";
import { useWidth } from "./use-width";

const tall = 150;
const margin = { top: 8, right: 2, bottom: 20, left: 40 };
const narrow = 420;

/** Where a mark goes, in pixels. */
export type Frame = {
  /** The middle of a stretch. */
  x(at: number): number;
  y(value: number): number;
  /** The width of a stretch. */
  step: number;
};

/** One figure under the crosshair; `mark` is the colour of its series. */
export type Reading = { name: string; value: string; mark?: string };

export type PlotProps = {
  /** How the axis calls each stretch, in a few characters. */
  labels: string[];
  /** The highest value that is drawn: three times a round number. */
  top: number;
  /** How the axis writes a value. */
  format: (value: number) => string;
  /** A dashed line to measure by; left out where it lies above the chart. */
  target?: { value: number; label: string };
  /** The exact figures of a stretch, and how it is called in full. */
  read?: (at: number) => { title: string; figures: Reading[] };
  /** What a click does with a stretch, and Enter where the crosshair stands: "narrows the range". */
  pick?: { does: string; at: (place: number) => void };
  /** Of the part that is drawn on, in pixels. */
  height?: number;
  /** What is drawn; nothing leaves the axes alone. */
  children?: (frame: Frame) => ReactNode;
};

/** Axes, grid and crosshair. What they are about comes from outside. */
export function Plot({ labels, top, format, target, read, pick, height = tall, children }: PlotProps) {
  const [box, width] = useWidth<HTMLDivElement>(530);
  const step = (width - margin.left - margin.right) / Math.max(1, labels.length);
  const frame: Frame = {
    x: (place) => margin.left + (place + 0.5) * step,
    y: (value) => margin.top + height * (1 - value / top),
    step,
  };
  const { at, setAt, pointer } = useCrosshair(labels.length, step, pick);
  const shown = read && at !== null && at < labels.length ? at : null;
  return (
    <div
      ref={box}
      className={clsx(
        "relative rounded-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
        read && (pick ? "cursor-pointer" : "cursor-crosshair"),
      )}
      {...(read && pointer)}
    >
      <svg width="100%" height={margin.top + height + margin.bottom} className="block" aria-hidden>
        <Axes frame={frame} width={width} labels={labels} top={top} format={format} />
        {children?.(frame)}
        {target && target.value <= top && <Target frame={frame} width={width} {...target} />}
        {shown !== null && (
          <path
            d={`M${frame.x(shown)} ${frame.y(top)}V${frame.y(0)}`}
            className="stroke-line-control"
            shapeRendering="crispEdges"
          />
        )}
      </svg>
      {read && <Crosshair count={labels.length} at={at} onMove={setAt} read={read} pick={pick} />}
      {shown !== null && read && <Figures left={frame.x(shown) > width / 2} x={frame.x(shown)} {...read(shown)} />}
    </div>
  );
}

/** Which of `count` stretches the crosshair stands on, and how the pointer moves it and picks one. */
function useCrosshair(count: number, step: number, pick: PlotProps["pick"]) {
  const [at, setAt] = useState<number | null>(null);
  const aimedAt = useRef<number>(null);
  const under = (event: PointerEvent<HTMLDivElement>) => {
    const place = Math.floor((event.clientX - event.currentTarget.getBoundingClientRect().left - margin.left) / step);
    return place >= 0 && place < count ? place : null;
  };
  const pointer = {
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => setAt(under(event)),
    // A finger cannot hover: its first touch shows the figures, the next one at the same place picks it.
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      const place = under(event);
      aimedAt.current = event.button === 0 && (event.pointerType !== "touch" || place === at) ? place : null;
      setAt(place);
    },
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => {
      const place = under(event);
      if (place !== null && place === aimedAt.current) pick?.at(place);
    },
    onPointerLeave: (event: PointerEvent<HTMLDivElement>) => event.pointerType !== "touch" && setAt(null),
  };
  return { at, setAt, pointer };
}

type AxesProps = Pick<PlotProps, "labels" | "top" | "format"> & { frame: Frame; width: number };

function Axes({ frame, width, labels, top, format }: AxesProps) {
  const named = labelled(labels.length, width < narrow ? 3 : 7);
  return (
    <g className="fill-current text-11 text-3">
      {gridValues(top).map((value) => (
        <g key={value}>
          <path
            d={`M${margin.left} ${frame.y(value)}H${width - margin.right}`}
            className="stroke-grid"
            shapeRendering="crispEdges"
          />
          <text x={margin.left - 8} y={frame.y(value) + 4} textAnchor="end">
            {format(value)}
          </text>
        </g>
      ))}
      {named.map((at) => (
        <text
          key={at}
          x={at === labels.length - 1 ? width - margin.right : frame.x(at)}
          y={frame.y(0) + 16}
          textAnchor={at === labels.length - 1 ? "end" : at === 0 ? "start" : "middle"}
        >
          {labels[at]}
        </text>
      ))}
    </g>
  );
}

type TargetProps = { frame: Frame; width: number; value: number; label: string };

const Target = ({ frame, width, value, label }: TargetProps) => (
  <g className="fill-current text-11 text-2">
    <path
      d={`M${margin.left} ${frame.y(value)}H${width - margin.right}`}
      className="stroke-current"
      strokeDasharray="4 3"
      shapeRendering="crispEdges"
    />
    <text x={width - margin.right} y={frame.y(value) - 5} textAnchor="end">
      {label}
    </text>
  </g>
);

type CrosshairProps = {
  count: number;
  at: number | null;
  onMove: (at: number | null) => void;
  read: NonNullable<PlotProps["read"]>;
  pick: PlotProps["pick"];
};

/** A slider that cannot be seen: arrow keys move the crosshair, and screen readers say its figures. */
function Crosshair({ count, at, onMove, read, pick }: CrosshairProps) {
  const place = Math.min(at ?? count - 1, count - 1);
  const { title, figures } = read(place);
  return (
    <input
      type="range"
      min={0}
      max={count - 1}
      value={place}
      onChange={(event) => onMove(Number(event.target.value))}
      onFocus={() => onMove(place)}
      onBlur={() => onMove(null)}
      onKeyDown={(event) => event.key === "Enter" && pick?.at(place)}
      aria-label={pick ? `Exact figures; Enter ${pick.does}` : "Exact figures"}
      aria-valuetext={`${title}: ${figures.map(({ name, value }) => `${name} ${value}`).join(", ")}`}
      className="pointer-events-none absolute inset-0 m-0 size-full opacity-0"
    />
  );
}

type FiguresProps = { x: number; left: boolean; title: string; figures: Reading[] };

const Figures = ({ x, left, title, figures }: FiguresProps) => (
  <div
    aria-hidden
    className={clsx(
      "pointer-events-none absolute top-2 z-10 grid gap-0.5 rounded-2 border border-line-strong bg-raised px-2.5 py-1.5 text-12 whitespace-nowrap shadow-pop",
      left && "-translate-x-full",
    )}
    style={{ left: left ? x - 8 : x + 8 }}
  >
    <span className="text-3">{title}</span>
    {figures.map(({ name, value, mark }) => (
      <span key={name} className="flex items-center gap-1.5">
        {mark && <i className={clsx("size-2 rounded-[2px]", mark)} />}
        <span className="flex-1 pr-3 text-2">{name}</span>
        <span className="font-medium">{value}</span>
      </span>
    ))}
  </div>
);
