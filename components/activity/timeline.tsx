"use client";
import { useSyncExternalStore } from "react";
import { formatDate } from "@/lib/format";
import type { ActivityEntry } from "@/lib/integrations/views";
import { Entry } from "./entry";

const day = 86_400_000;
const never = () => () => {};

/** The person's zone; UTC on the server and in the browser's first render. */
const useZone = (): string | undefined =>
  useSyncExternalStore(
    never,
    () => undefined,
    () => "UTC",
  );

type Day = { label: string; entries: ActivityEntry[] };

/** The entries of each day, in their order. `readAt` says which day is today. */
export function byDay(entries: ActivityEntry[], readAt: string, zone: string | undefined): Day[] {
  const now = Date.parse(readAt);
  const names = new Map([
    [formatDate(now - day, zone), "Yesterday"],
    [formatDate(now, zone), "Today"],
  ]);
  const days: Day[] = [];
  for (const entry of entries) {
    const date = formatDate(entry.at, zone);
    const label = names.get(date) ?? date;
    const last = days.at(-1);
    if (last?.label === label) last.entries.push(entry);
    else days.push({ label, entries: [entry] });
  }
  return days;
}

/** Everything that happened, newest first, under the day on which it did. */
export function Timeline({ entries, readAt, runs }: { entries: ActivityEntry[]; readAt: string; runs: string }) {
  const zone = useZone();
  return byDay(entries, readAt, zone).map(({ label, entries: ofDay }) => (
    <section key={label} aria-label={label} className="not-first:border-t not-first:border-line">
      <h2 className="bg-subtle px-4 py-1.5 text-12 font-medium text-3">{label}</h2>
      <ol className="border-t border-line">
        {ofDay.map((entry) => (
          <Entry key={entry.key} entry={entry} runs={runs} />
        ))}
      </ol>
    </section>
  ));
}
