import clsx from "clsx";
import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Mark } from "@/components/shell/mark";

const rows = [
  ["id", "name", "email", "updated_at"],
  ["8f2c…", "Jordan Rivera", "jordan@…", "2 s ago"],
  ["41ab…", "Alex Kumar", "alex@…", "18 min"],
];

/** Provider, Rollcall, table: one picture of what connecting does. */
export function IntroDiagram() {
  return (
    <div
      role="img"
      aria-label="Your provider sends changes to Rollcall, which writes rows to neon_auth.users_sync"
      className="flex items-stretch max-md:flex-col"
    >
      <Node>
        <ShieldCheck aria-hidden />
        <b className="font-medium">Your provider</b>
        <span className="text-12 text-3">users live here</span>
      </Node>
      <Wire above="changes" below="reads" />
      <Node strong>
        <Mark />
        <b className="font-medium">Rollcall</b>
        <span className="text-12 text-3">on your server</span>
      </Node>
      <Wire above="rows" />
      <div className="overflow-hidden rounded-3 border border-line-strong bg-surface">
        <p className="border-b border-line px-2.5 py-2 font-mono text-12 font-medium">neon_auth.users_sync</p>
        {rows.map((row, index) => (
          <p
            key={row[0]}
            className={clsx(
              "grid grid-cols-[40px_80px_60px_64px] px-2.5 text-11/[22px] max-md:grid-cols-[1.2fr_2.4fr_1.8fr_1.7fr]",
              index === 0 ? "text-3" : "border-t border-line",
            )}
          >
            {row.map((cell) => (
              <span key={cell} className="truncate pr-1.5">
                {cell}
              </span>
            ))}
          </p>
        ))}
      </div>
    </div>
  );
}

const Node = ({ strong = false, children }: { strong?: boolean; children: ReactNode }) => (
  <div
    className={clsx(
      "grid shrink-0 content-center justify-items-start gap-0.5 rounded-3 border bg-surface px-3.5 py-3",
      strong ? "border-ink" : "border-line-strong",
    )}
  >
    {children}
  </div>
);

const Wire = ({ above, below = "\u00a0" }: { above: string; below?: string }) => (
  <div className="grid min-w-8 flex-1 content-center justify-items-center gap-1 text-11 text-3 max-md:grid-cols-[1fr_auto_1fr] max-md:items-center max-md:gap-2 max-md:py-1.5">
    <span className="max-md:justify-self-end">{above}</span>
    <span className="w-full border-t border-dashed border-line-control max-md:h-6 max-md:w-0 max-md:border-t-0 max-md:border-l" />
    <span className="max-md:justify-self-start">{below}</span>
  </div>
);
