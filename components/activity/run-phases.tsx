import clsx from "clsx";
import { CircleCheck, CircleDashed, CircleSlash, RefreshCw } from "lucide-react";
import { formatCount, formatNumber } from "@/lib/format";
import type { RunView } from "@/lib/integrations/views";

type Phase = { name: string; note: string; at: keyof typeof looks };

const looks = {
  done: { icon: CircleCheck, tone: "text-ok", word: "done" },
  now: { icon: RefreshCw, tone: "text-accent", word: "under way" },
  next: { icon: CircleDashed, tone: "text-3", word: "to come" },
  cut: { icon: CircleSlash, tone: "text-2", word: "not finished" },
};

/** What the run does, in its order, and how far it came. */
export function RunPhases({ run }: { run: RunView }) {
  return (
    <ol aria-label="Phases">
      {phasesOf(run).map(({ name, note, at }) => {
        const { icon: Icon, tone, word } = looks[at];
        return (
          <li key={name} className="flex min-h-10 items-center gap-2.5 border-t border-line px-4 py-2 first:border-t-0">
            <Icon className={tone} aria-hidden />
            <span className={clsx("min-w-0 flex-1", at === "next" && "text-3")}>
              {name}
              <span className="sr-only">, {word}</span>
            </span>
            <span className="text-12 text-3">{note}</span>
          </li>
        );
      })}
    </ol>
  );
}

function phasesOf(run: RunView): Phase[] {
  const { kind, phase, pages, seen } = run;
  const stopped = run.state === "failed" || run.state === "cancelled";
  const here = run.state === "running" ? "now" : stopped ? "cut" : "done";
  const walked = phase === "suspects" || here === "done";
  const list: Phase = {
    name: kind === "delta" ? "Users changed since the last walk" : "Every user, page by page",
    note: `${formatCount(pages, "page")}, ${formatCount(seen, "user")}`,
    at: walked ? "done" : here,
  };
  if (kind === "delta") return [list];
  const marked = kind !== "verify" && run.deleted + run.held > 0;
  return [
    list,
    {
      name: kind === "verify" ? "Rows that were not met" : "Rows that were not met, asked for by id",
      note: marked ? `${formatNumber(run.deleted)} marked deleted, ${formatNumber(run.held)} held` : "",
      at: phase === "suspects" ? here : walked ? "done" : stopped ? "cut" : "next",
    },
  ];
}
