import { type KeyNumber, KeyNumbers } from "@/components/ui/key-numbers";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatNumber } from "@/lib/format";
import type { IntegrationStatus, RunView } from "@/lib/integrations/views";

/** How many live rows there are, `reading` before the first answer; `unreadable` where the database fails, `unknown` else. */
export type LiveRows = number | "reading" | "unreadable" | "unknown";

/** The five figures under the headline. */
export function KeyFigures({ status, live }: { status: IntegrationStatus; live: LiveRows }) {
  return (
    <KeyNumbers
      bare
      items={[atProvider(status), liveRows(status, live), waiting(status), change(status), check(status)]}
    />
  );
}

const unknown = <span className="text-3">unknown</span>;

const atProvider = ({ provider, providerCount, providerCountedAt }: IntegrationStatus): KeyNumber => ({
  label: `Users at ${provider.name}`,
  value: providerCount === null ? unknown : formatNumber(providerCount),
  note:
    providerCount === null ? (
      "not counted yet"
    ) : providerCountedAt ? (
      <>
        counted <RelativeTime iso={providerCountedAt} />
      </>
    ) : (
      "counted at the start"
    ),
});

function liveRows(status: IntegrationStatus, live: LiveRows): KeyNumber {
  const { provider, providerCount, state } = status;
  const label = "Live rows";
  if (live === "reading") return { label, value: <Skeleton className="w-16" />, note: "reading" };
  if (live === "unreadable") return { label, value: unknown, note: "database does not answer", noteTone: "warn" };
  if (live === "unknown") return { label, value: unknown, note: "not read", noteTone: "warn" };
  const value = formatNumber(live);
  if (state === "backfilling") return { label, value, note: "copied so far" };
  if (providerCount === null) return { label, value };
  const difference = live - providerCount;
  if (difference === 0) return { label, value, note: "difference 0", noteTone: "ok" };
  if (hasChangedSinceCount(status)) return { label, value, note: `changed since ${provider.name} was counted` };
  const side = difference > 0 ? "more" : "fewer";
  return {
    label,
    value,
    note: `${formatNumber(Math.abs(difference))} ${side} than at ${provider.name}`,
    noteTone: "warn",
  };
}

/** Then a difference between the two numbers says nothing. */
const hasChangedSinceCount = ({ lastWrittenAt, providerCountedAt }: IntegrationStatus) =>
  Boolean(lastWrittenAt && providerCountedAt && lastWrittenAt > providerCountedAt);

function waiting({ waiting: count, oldestWaitingAt, parked, held }: IntegrationStatus): KeyNumber {
  const item = { label: "Waiting", value: formatNumber(count), unit: count === 1 ? "change" : "changes" };
  const open = [parked > 0 && `${formatNumber(parked)} parked`, held > 0 && `${formatNumber(held)} held`].filter(
    Boolean,
  );
  if (open.length > 0) return { ...item, note: open.join(", "), noteTone: "bad" };
  if (!oldestWaitingAt) return { ...item, note: "nothing waits" };
  return {
    ...item,
    note: (
      <>
        oldest <RelativeTime iso={oldestWaitingAt} />
      </>
    ),
  };
}

const change = ({ lastWrittenAt }: IntegrationStatus): KeyNumber => ({
  label: "Last change",
  value: lastWrittenAt ? <RelativeTime iso={lastWrittenAt} /> : <span className="text-3">none yet</span>,
  note: lastWrittenAt ? "written to the table" : "no row was written",
});

function check({ lastCheckedAt, lastRun, run }: IntegrationStatus): KeyNumber {
  return {
    label: "Last full check",
    value: lastCheckedAt ? <RelativeTime iso={lastCheckedAt} /> : <span className="text-3">not yet</span>,
    ...(run
      ? { note: run.kind === "reconcile" ? `running, ${formatCount(run.seen, "user")} so far` : "after the copy" }
      : lastRun && outcome(lastRun)),
  };
}

function outcome(run: RunView): Pick<KeyNumber, "note" | "noteTone"> {
  if (run.kind === "backfill") return { note: `${formatCount(run.seen, "user")} copied` };
  if (run.state === "equal") return { note: "equal", noteTone: "ok" };
  if (run.state === "repaired") return { note: `repaired ${formatNumber(run.written + run.deleted)}` };
  return { note: run.state, noteTone: run.state === "cancelled" ? undefined : "warn" };
}
