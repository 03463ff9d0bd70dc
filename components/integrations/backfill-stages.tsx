import clsx from "clsx";
import { ArrowDownToLine, CircleCheck, CircleDashed } from "lucide-react";
import { formatNumber } from "@/lib/format";
import type { IntegrationStatus, RunView } from "@/lib/integrations/views";

type Stage = { name: string; note?: string; at: "done" | "now" | "next" };

const icons = { done: CircleCheck, now: ArrowDownToLine, next: CircleDashed };
const tones = { done: "text-ok", now: "text-accent", next: "text-3" };
const words = { done: "done", now: "under way", next: "to come" };

/** What Connect does, in its order, and where it stands. */
export function BackfillStages({ status, run }: { status: IntegrationStatus; run: RunView }) {
  return (
    <ol aria-label="Stages" className="border-t border-line">
      {stages(status, run).map(({ name, note, at }) => {
        const Icon = icons[at];
        return (
          <li
            key={name}
            aria-current={at === "now" ? "step" : undefined}
            className="flex min-h-9 items-center gap-2.5 px-4.5 py-1.5 not-first:border-t not-first:border-line"
          >
            <Icon className={tones[at]} aria-hidden />
            <span className={clsx("flex-1", at === "next" ? "text-3" : "font-medium")}>
              {name}
              <span className="sr-only">, {words[at]}</span>
            </span>
            {note && <span className="text-12 text-3 max-md:hidden">{note}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function stages({ schema, listening, waiting }: IntegrationStatus, run: RunView): Stage[] {
  const copying = run.kind === "backfill";
  return [
    { name: "Table created", note: `${schema}.users_sync`, at: "done" },
    ...listeningStage(listening),
    {
      name: "Copy every user once",
      note: copying ? `page ${formatNumber(run.pages)}, checkpoint saved` : undefined,
      at: copying ? "now" : "done",
    },
    {
      name: "Compare both sides",
      note: copying ? "finds what changed meanwhile" : `page ${formatNumber(run.pages)}`,
      at: copying ? "next" : "now",
    },
    {
      name: "Apply changes as they come",
      note: waiting > 0 ? `${formatNumber(waiting)} waiting` : undefined,
      at: "next",
    },
  ];
}

function listeningStage({ webhook, feed }: IntegrationStatus["listening"]): Stage[] {
  const note = "no change is missed meanwhile";
  if (webhook?.mode === "registered") return [{ name: "Webhook registered", note, at: "done" }];
  if (feed?.on) return [{ name: "Event feed noted", note, at: "done" }];
  return webhook?.reachable
    ? [{ name: "Webhook to be set up by hand", note: "see How changes arrive", at: "next" }]
    : [];
}
