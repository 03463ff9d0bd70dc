import type { Frame } from "./plot";
import { unbroken } from "./scale";

/** The gap between two bars, and how wide one is at most. */
const between = 2;
const widest = 24;

type StackProps = {
  frame: Frame;
  /** One list per series, from the bottom up, each with a value per stretch. */
  series: { values: number[]; fill: string }[];
};

/** Stacked bars, one per stretch. */
export function Stack({ frame, series }: StackProps) {
  const width = Math.min(widest, Math.max(1, frame.step - between));
  const count = series[0]?.values.length ?? 0;
  const bars = Array.from({ length: count }, (_, at) => at).flatMap((at) => {
    let below = 0;
    return series.flatMap(({ values, fill }) => {
      const value = values[at] ?? 0;
      const top = frame.y(below + value);
      const rect = { x: frame.x(at) - width / 2, y: top, width, height: frame.y(below) - top };
      below += value;
      return value > 0 ? [<rect key={`${at} ${fill}`} {...rect} className={fill} />] : [];
    });
  });
  return <g>{bars}</g>;
}

/** A line with its gaps; a point between two gaps is a dot. */
export function Line({ frame, values, stroke, fill }: { frame: Frame; values: (number | null)[] } & LineLook) {
  const point = (at: number) => `${frame.x(at)} ${frame.y(values[at] ?? 0)}`;
  return (
    <g>
      {unbroken(values).map((places) =>
        places.length === 1 ? (
          <circle
            key={places[0]}
            cx={frame.x(places[0] ?? 0)}
            cy={frame.y(values[places[0] ?? 0] ?? 0)}
            r={2}
            className={fill}
          />
        ) : (
          <path
            key={places[0]}
            d={`M${places.map(point).join("L")}`}
            fill="none"
            strokeWidth={1.5}
            strokeLinejoin="round"
            className={stroke}
          />
        ),
      )}
    </g>
  );
}

type LineLook = { stroke: string; fill: string };

/** Small dots on the ground line. */
export const Dots = ({ frame, places, fill }: { frame: Frame; places: number[]; fill: string }) => (
  <g>
    {places.map((at) => (
      <circle key={at} cx={frame.x(at)} cy={frame.y(0) - 4} r={2} className={fill} />
    ))}
  </g>
);

type CrossesProps = { frame: Frame; top: number; places: number[]; stroke: string; wash: string };

/** Crosses on the ground line, each on a tinted column. */
export const Crosses = ({ frame, top, places, stroke, wash }: CrossesProps) => (
  <g>
    {places.map((at) => {
      const [x, y, width] = [frame.x(at), frame.y(0) - 6, Math.max(8, frame.step)];
      return (
        <g key={at}>
          <rect x={x - width / 2} y={frame.y(top)} width={width} height={frame.y(0) - frame.y(top)} className={wash} />
          <path d={`M${x - 3} ${y - 3}l6 6m0-6l-6 6`} strokeWidth={1.5} className={stroke} />
        </g>
      );
    })}
  </g>
);
