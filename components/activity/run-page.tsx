"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { AuthFrame } from "@/components/integrations/auth-frame";
import { useStatus } from "@/components/integrations/use-status";
import type { FormAction } from "@/components/projects/form-action";
import { Band } from "@/components/ui/band";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { type KeyNumber, KeyNumbers } from "@/components/ui/key-numbers";
import { ClockTime, RelativeTime } from "@/components/ui/relative-time";
import { Silent } from "@/components/ui/silent";
import { formatCount, formatDuration, formatNumber } from "@/lib/format";
import type { IntegrationStatus, RunPageView, RunView } from "@/lib/integrations/views";
import { RetryRun } from "./retry-run";
import { RunDifferences, RunLeft } from "./run-left";
import { RunPhases } from "./run-phases";
import { runDuration, runKinds, runOrigin, runOutcome } from "./run-words";
import { useRun } from "./use-run";

type RunPageProps = {
  projectId: string;
  opened: { status: IntegrationStatus; view: RunPageView };
  /** Absent for a viewer. */
  retry: FormAction | undefined;
};

/** One run: how it ended, what it counted, and what it left undone. It follows a run that is under way. */
export function RunPage({ projectId, opened, retry }: RunPageProps) {
  const { status, silentSince, refresh: refreshStatus } = useStatus(projectId, opened.status);
  const { view, refresh } = useRun(projectId, opened.view);
  const { run, provider, previous, next, left, differences } = view;
  const activity = `/projects/${projectId}/auth/activity`;
  const { tone, icon, label } = runOutcome(run);
  return (
    <AuthFrame projectId={projectId} status={status}>
      <nav aria-label="Runs" className="flex flex-wrap items-center gap-2">
        <Link href={activity as Route} className={`${buttonClass("ghost", "small")} mr-auto`}>
          <ChevronLeft className="size-3.5" aria-hidden />
          All activity
        </Link>
        <Neighbour href={previous && `${activity}/runs/${previous}`}>
          <ChevronLeft className="size-3.5" aria-hidden />
          Previous run
        </Neighbour>
        <Neighbour href={next && `${activity}/runs/${next}`}>
          Next run
          <ChevronRight className="size-3.5" aria-hidden />
        </Neighbour>
      </nav>
      <Card label="Run">
        <Band
          bare
          tone="plain"
          titleTone={tone}
          icon={icon}
          title={`${runKinds[run.kind].name}: ${label}`}
          actions={
            retry && (
              <RetryRun
                projectId={projectId}
                action={retry}
                running={status.run !== null}
                onDone={() => void Promise.all([refresh(), refreshStatus()])}
              />
            )
          }
        >
          {run.reason && <p>{run.reason}</p>}
          <p className="text-2">
            {runOrigin(run)}, <RelativeTime iso={run.startedAt} />. {whatItMeans(run)}
          </p>
        </Band>
        <KeyNumbers bare items={figures(run)} />
        {silentSince && <Silent since={silentSince} />}
      </Card>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title="Phases">
          <RunPhases run={run} />
        </Card>
        <Card title="Particulars">
          <div className="p-4">
            <Facts items={facts(run, provider)} />
          </div>
        </Card>
      </div>
      {left.length > 0 && <RunLeft left={left} />}
      {differences && <RunDifferences differences={differences} state={run.state} />}
    </AuthFrame>
  );
}

const Neighbour = ({ href, children }: { href: string | null; children: ReactNode }) =>
  href ? (
    <Link href={href as Route} className={buttonClass("default", "small")}>
      {children}
    </Link>
  ) : (
    <button type="button" disabled className={buttonClass("default", "small")}>
      {children}
    </button>
  );

function whatItMeans({ state, kind }: RunView): string {
  if (state === "running") return "Rows are true as soon as their page is written.";
  if (state === "failed" || state === "cancelled") return "What it had written by then is true and stays.";
  if (state === "incomplete") return "All other users were settled.";
  if (kind === "verify") return "It has changed nothing.";
  return "Every user whom it met was settled.";
}

function figures(run: RunView): KeyNumber[] {
  const { kind, seen, pages, written, deleted, held, parked, requests } = run;
  const met = { label: "Users seen", value: formatNumber(seen), note: `on ${formatCount(pages, "page")}` };
  const calls = { label: "API calls", value: formatNumber(requests) };
  if (kind === "verify") return [met, { label: "Not judged", value: formatNumber(parked) }, calls];
  return [
    met,
    { label: "Rows written", value: formatNumber(written) },
    { label: "Marked deleted", value: formatNumber(deleted), note: held > 0 ? `${formatNumber(held)} held` : "" },
    { label: "Not read or stored", value: formatNumber(parked) },
    calls,
  ];
}

function facts(run: RunView, provider: string) {
  const took = runDuration(run);
  return [
    { label: "Started", value: <Moment iso={run.startedAt} /> },
    { label: "Ended", value: run.finishedAt ? <Moment iso={run.finishedAt} /> : "not yet" },
    { label: "Duration", value: took === null ? "under way" : formatDuration(took) },
    { label: "Started by", value: run.startedBy ?? (run.trigger === "person" ? "a person" : "Rollcall") },
    {
      label: "Expected",
      value:
        run.expected === null ? `${provider} gave no number` : `${formatNumber(run.expected)} by ${provider}'s count`,
    },
    { label: "Seen", value: `${formatNumber(run.seen)}${differs(run)}` },
  ];
}

const differs = ({ expected, seen, state }: RunView): string =>
  expected === null || state === "running" || expected === seen
    ? ""
    : `, ${formatNumber(Math.abs(seen - expected))} ${seen > expected ? "more" : "fewer"}`;

const Moment = ({ iso }: { iso: string }) => (
  <>
    <ClockTime iso={iso} seconds />, <RelativeTime iso={iso} />
  </>
);
