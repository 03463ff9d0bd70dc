import type { ReactNode } from "react";
import { ClockTime, RelativeTime } from "@/components/ui/relative-time";
import { formatCount, formatDuration } from "@/lib/format";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { Quiet } from "./quiet";

/** Up to three lines: what happened, what it means for the data, what happens next. */
export type Lines = { what: ReactNode; meaning?: ReactNode; next?: ReactNode };

/** What the headline says under the state's name; the backfill has a display of its own. */
export function headlineLines(status: IntegrationStatus): Lines {
  if (status.state === "in-parity") return inParity(status);
  if (status.state === "catching-up") return catchingUp(status);
  if (status.paused && status.state === "paused") return paused(status, status.paused);
  if (status.problem?.needsPerson) return fromProblem(status, status.problem);
  if (status.held > 0) return fromHeld(status);
  if (status.parked > 0) return fromParked(status);
  if (status.problem) return fromProblem(status, status.problem);
  if (status.differences) return fromDifferences(status, status.differences);
  if (status.lastRun && ["incomplete", "failed"].includes(status.lastRun.state)) return fromRun(status);
  if (status.silent) return fromMissingEvents(status, status.silent);
  return fromSilence(status);
}

const ago = (iso: string) => (
  <Quiet>
    <RelativeTime iso={iso} />
  </Quiet>
);

const nextCheck = ({ nextCheckAt }: IntegrationStatus): ReactNode =>
  nextCheckAt ? <>, next check at {<ClockTime iso={nextCheckAt} />}</> : null;

function inParity(status: IntegrationStatus): Lines {
  const { provider, lastCheckedAt, run } = status;
  // Rows came or went since the number was taken.
  const isOld = String(status.lastWrittenAt ?? "") > String(status.providerCountedAt ?? "");
  const providerCount = isOld ? null : status.providerCount;
  const all =
    providerCount === null
      ? `Every user at ${provider.name} equals its row`
      : providerCount === 0
        ? `${provider.name} has no users and the table has no live rows`
        : `All ${formatCount(providerCount, "user")} at ${provider.name} equal their rows`;
  return {
    what: (
      <>
        {providerCount === 0 ? `${all}. ` : `${all}, field by field. `}
        {lastCheckedAt && <>Proved {ago(lastCheckedAt)}</>}
        {run ? ", compared again right now" : nextCheck(status)}.
      </>
    ),
  };
}

function catchingUp({ waiting, oldestWaitingAt, provider, run }: IntegrationStatus): Lines {
  if (waiting === 0) {
    return {
      what: run ? "Every user is copied. Both sides are compared now." : "Every user is copied. The compare is next.",
      meaning: `The table is in use already; the compare finds what changed at ${provider.name} during the copy.`,
    };
  }
  return {
    what: (
      <>
        {formatCount(waiting, "change")} from {provider.name} {waiting === 1 ? "waits" : "wait"} for a read
        {oldestWaitingAt && <>, the oldest since {ago(oldestWaitingAt)}</>}.
      </>
    ),
    meaning: "Those rows show what was read last. All others are up to date.",
  };
}

const paused = (status: IntegrationStatus, { at, by }: NonNullable<IntegrationStatus["paused"]>): Lines => ({
  what: (
    <>
      {by} paused the sync {ago(at)}.
    </>
  ),
  meaning: waits(status),
  next: "Nothing is read or written until somebody resumes it. Events are taken and kept meanwhile.",
});

const waits = ({ waiting }: IntegrationStatus) =>
  waiting === 0
    ? "Your table stays as it is."
    : `Your table stays as it is. ${formatCount(waiting, "change")} ${waiting === 1 ? "waits and is" : "wait and are"} not lost.`;

function fromProblem(status: IntegrationStatus, problem: NonNullable<IntegrationStatus["problem"]>): Lines {
  const retry = (
    <>
      Next try at <ClockTime iso={problem.retryAt} seconds />.
    </>
  );
  return {
    what: <b className="font-medium">{problem.message}</b>,
    meaning: problem.meaning ?? waits(status),
    next: (
      <>
        {problem.remedy} {!problem.needsPerson && <Quiet>{retry}</Quiet>}
      </>
    ),
  };
}

const fromHeld = ({ held, provider }: IntegrationStatus): Lines => ({
  what: (
    <b className="font-medium">
      {formatCount(held, "deletion")} above the limit {held === 1 ? "is" : "are"} held.
    </b>
  ),
  meaning: "No row has changed. Everything else keeps syncing.",
  next: `Check at ${provider.name} that these users are meant to be gone, then approve or reject.`,
});

const fromParked = ({ parked, provider }: IntegrationStatus): Lines => ({
  what: <b className="font-medium">{formatCount(parked, "change")} could not be applied.</b>,
  meaning: "The rows they concern may be out of date. All others are not affected.",
  next: `Check these users at ${provider.name}, then retry or discard them.`,
});

const fromDifferences = (
  { lastRun, nextCheckAt }: IntegrationStatus,
  { count, repaired }: NonNullable<IntegrationStatus["differences"]>,
): Lines => ({
  what: (
    <b className="font-medium">
      The parity check {lastRun?.finishedAt && ago(lastRun.finishedAt)} found {formatCount(count, "row")} that{" "}
      {count === 1 ? "differs" : "differ"}.
    </b>
  ),
  meaning: repaired ? "Their repair is under way or done, and not proved yet." : "All other rows were equal.",
  next: (
    <>
      {repaired ? "Verify again to prove both sides equal." : "Repair them."}
      {nextCheckAt && (
        <>
          {" "}
          The full check at <ClockTime iso={nextCheckAt} /> mends and proves it too.
        </>
      )}
    </>
  ),
});

const fromRun = (status: IntegrationStatus): Lines => ({
  what: (
    <b className="font-medium">
      The last full check {status.lastRun?.state === "failed" ? "failed" : "is incomplete"}. {status.lastRun?.reason}
    </b>
  ),
  meaning: "Rows that it read are true. The others show what was read before.",
  next: status.nextCheckAt ? (
    <>
      The next check at <ClockTime iso={status.nextCheckAt} /> tries again by itself.
    </>
  ) : (
    "Resync to try again now."
  ),
});

const fromSilence = (status: IntegrationStatus): Lines => ({
  what: (
    <b className="font-medium">
      A full check was due {status.nextCheckAt ? ago(status.nextCheckAt) : "before now"} and has not started.
    </b>
  ),
  meaning: waits(status),
  next: "Check that the console's background engine is running, or resync now.",
});

const fromMissingEvents = (
  status: IntegrationStatus,
  { since, usual }: NonNullable<IntegrationStatus["silent"]>,
): Lines => ({
  what: (
    <>
      <b className="font-medium">
        No event from {status.provider.name} since {ago(since)}.
      </b>{" "}
      In the week before, 99 of 100 came within {formatDuration(usual)} of the one before, and these hours were busy.
    </>
  ),
  meaning: "What changed there since then may be missing in your table.",
  next: (
    <>
      The next event clears this, or a full check that finds nothing missing{nextCheck(status)}. Until then, see at{" "}
      {status.provider.name} whether its webhook still delivers.
    </>
  ),
});
