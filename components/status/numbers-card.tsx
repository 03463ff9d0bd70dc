import clsx from "clsx";
import { Fragment, type ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { ClockTime, RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { type Tone, toneText } from "@/components/ui/tone";
import { formatDuration, formatNumber } from "@/lib/format";
import type { BudgetView, IntegrationStatus, NumbersView } from "@/lib/integrations/views";
import { outcomeNames } from "./outcomes";

type Item = { label: string; value: ReactNode; note?: ReactNode; tone?: Tone };
type NumbersCardProps = {
  status: IntegrationStatus;
  numbers: NumbersView | undefined;
  /** They could not be asked for. */
  failed: boolean;
};

const unknown = <span className="text-3">unknown</span>;

/** The numbers behind the state, in three groups. An unknown one reads so, never 0. */
export function NumbersCard({ status, numbers, failed }: NumbersCardProps) {
  const pending = failed ? unknown : <Skeleton className="w-10" />;
  return (
    <Card title="Numbers">
      <Group items={sides(status, numbers, pending)} />
      <Group items={lags(numbers, pending)} />
      <Group items={outcomes(status, numbers, pending)} />
      <Group items={budget(numbers?.budget, pending)} />
    </Card>
  );
}

const Group = ({ items }: { items: Item[] }) => (
  <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-2 border-t border-line px-4 py-3.5 first-of-type:border-t-0">
    {items.map(({ label, value, note, tone }) => (
      <Fragment key={label}>
        <dt className="text-2">{label}</dt>
        <dd className={clsx("text-right font-medium", tone && toneText[tone])}>
          {value}
          {note && <small className="block text-12 font-normal text-3">{note}</small>}
        </dd>
      </Fragment>
    ))}
  </dl>
);

function sides(status: IntegrationStatus, numbers: NumbersView | undefined, pending: ReactNode): Item[] {
  const { provider, providerCount, providerCountedAt, lastCheckedAt, oldestWaitingAt } = status;
  const rows = numbers?.rows;
  const counted = (count: number | undefined) =>
    numbers ? (count === undefined ? unknown : formatNumber(count)) : pending;
  return [
    {
      label: `Users at ${provider.name}`,
      value: providerCount === null ? unknown : formatNumber(providerCount),
      note: providerCountedAt && (
        <>
          counted <ClockTime iso={providerCountedAt} />
        </>
      ),
    },
    { label: "Live rows", value: counted(rows?.live) },
    { label: "Deleted rows", value: counted(rows?.deleted) },
    difference(status, numbers, pending),
    { label: "Proved equal", value: lastCheckedAt ? <RelativeTime iso={lastCheckedAt} /> : "not yet" },
    {
      label: "Freshness",
      value: oldestWaitingAt ? <RelativeTime iso={oldestWaitingAt} /> : "nothing waits",
      tone: oldestWaitingAt ? "warn" : undefined,
      note: oldestWaitingAt && "oldest change that waits",
    },
  ];
}

function difference(status: IntegrationStatus, numbers: NumbersView | undefined, pending: ReactNode): Item {
  const { providerCount, providerCountedAt, lastWrittenAt } = status;
  const label = "Difference";
  if (!numbers) return { label, value: pending };
  if (!numbers.rows || providerCount === null) return { label, value: unknown };
  const apart = numbers.rows.live - providerCount;
  if (apart === 0) return { label, value: "0", tone: "ok" };
  // Then the two were counted at different times, and say nothing together.
  const moved = lastWrittenAt && providerCountedAt && lastWrittenAt > providerCountedAt;
  if (moved) return { label, value: unknown, note: "written since the count" };
  return { label, value: `${apart > 0 ? "+" : "−"}${formatNumber(Math.abs(apart))}`, tone: "warn" };
}

function lags(numbers: NumbersView | undefined, pending: ReactNode): Item[] {
  const time = (millis: number | null) => (millis === null ? "–" : formatDuration(millis));
  return (["p50", "p95", "p99"] as const).map((name) => ({
    label: name === "p50" ? "Event → row p50, 24 h" : name,
    value: numbers ? time(numbers.lag[name]) : pending,
  }));
}

function outcomes(status: IntegrationStatus, numbers: NumbersView | undefined, pending: ReactNode): Item[] {
  const open = { parked: status.parked, held: status.held };
  return Object.entries(outcomeNames).map(([key, label]) => {
    const name = key as keyof typeof outcomeNames;
    const waits = name === "parked" || name === "held" ? open[name] : 0;
    return {
      label: name === "applied" ? `${label}, 24 h` : label,
      value: numbers ? formatNumber(numbers.outcomes[name]) : pending,
      ...(waits > 0 && { tone: "bad" as const, note: `${formatNumber(waits)} open` }),
    };
  });
}

function budget(view: BudgetView | undefined, pending: ReactNode): Item[] {
  if (!view) {
    return [
      { label: "API calls", value: pending, note: "last 5 min" },
      { label: "Budget", value: pending, note: "share of the limit" },
    ];
  }
  const { used, perMinute, share, blockedUntil } = view;
  return [
    { label: "API calls", value: `${perMinuteText(used)}/min`, note: "last 5 min" },
    perMinute === null
      ? { label: "Budget", value: "no limit known", note: "asked freely until refused" }
      : { label: "Budget", value: `${perMinuteText(perMinute)}/min`, note: `${share} % of the limit` },
    ...(blockedUntil
      ? [
          {
            label: "Silence asked for",
            value: (
              <>
                until <ClockTime iso={blockedUntil} seconds />
              </>
            ),
            tone: "warn" as const,
          },
        ]
      : []),
  ];
}

const perMinuteText = (calls: number): string =>
  calls > 0 && calls < 10 ? calls.toFixed(1) : formatNumber(Math.round(calls));
