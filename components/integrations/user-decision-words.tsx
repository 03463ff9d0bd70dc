import { Ban, Check, Clock, Eye, type LucideIcon, OctagonAlert, RefreshCw, RotateCw, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { ClockTime } from "@/components/ui/relative-time";
import type { Tone } from "@/components/ui/tone";
import type { UserChange, UserView } from "@/lib/integrations/views";

export type DecisionWords = { title: string; tone: Tone; icon: LucideIcon; text: ReactNode };

type Told = Pick<UserView, "provider" | "changes" | "sync">;

/** What was decided about one change and why, in plain words. */
export function wordsOfChange(change: UserChange, view: Told): DecisionWords {
  switch (change.state) {
    case "waiting":
      return waiting(change, view);
    case "applied":
      return applied(change, view);
    case "superseded":
      return superseded(change, view);
    case "parked":
      return {
        title: "Parked",
        tone: "bad",
        icon: OctagonAlert,
        text: `${change.reason} It waits for a person: retry or discard it on the Users page.`,
      };
    case "held":
      return {
        title: "Held",
        tone: "bad",
        icon: OctagonAlert,
        text: `${change.reason} Nothing was marked. Approve or reject it on the Users page.`,
      };
    case "discarded":
      return {
        title: "Discarded",
        tone: "idle",
        icon: Ban,
        text: "A person gave it up. The row stays as it is until the user changes again or a full check reads them.",
      };
  }
}

function applied({ kind, found, reason }: UserChange, { provider: { name } }: Told): DecisionWords {
  const said = kind === "deleted" ? "The event said deleted, but" : "The event said the user is there, but";
  if (found === "gone") {
    const unknown = `${name} does not know the user, so no row of theirs stays live.`;
    return { title: "Applied", tone: "ok", icon: Trash2, text: kind === "deleted" ? unknown : `${said} ${unknown}` };
  }
  const text =
    found === null
      ? reason
      : kind === "deleted"
        ? `${said} ${name} still knows the user. What it answered was stored, and nobody was marked deleted.`
        : `${name} was asked for the user, and its answer is in the row.`;
  return { title: "Applied", tone: "ok", icon: Check, text };
}

function superseded({ settledBy, reason }: UserChange, { changes }: Told): DecisionWords {
  if (reason?.startsWith("Rejected by ")) {
    return { title: "Rejected", tone: "idle", icon: Ban, text: `${reason} The row stays live.` };
  }
  const later = changes.find(({ id }) => id === settledBy);
  const text = later ? (
    <>
      A later change ({later.kind}, received <ClockTime iso={later.receivedAt} seconds />) led to a read that already
      answers this one. Nothing was written for it.
    </>
  ) : (
    reason
  );
  return { title: "Superseded by a later read", tone: "idle", icon: Clock, text };
}

function waiting(change: UserChange, { provider: { name }, sync }: Told): DecisionWords {
  const last = change.history.at(-1)?.outcome;
  const look = { title: "Waiting", tone: "accent", icon: RefreshCw } as const;
  if (sync.paused)
    return { ...look, tone: "idle", text: "The sync is paused. It goes on from here when it is resumed." };
  if (change.withWalk) return { ...look, text: "The full check under way answers it." };
  const isPut = Date.parse(change.dueAt) > Date.now();
  const at = isPut ? <ClockTime iso={change.dueAt} seconds /> : "now";
  if (last === "asked_again") {
    return {
      title: "Asked again",
      tone: "warn",
      icon: Eye,
      text: (
        <>
          {contradiction(change, name)} Nothing was written. Next read {isPut && "at "}
          {at}; {believed(change)}.
        </>
      ),
    };
  }
  if (last === "tried_again") {
    return {
      title: "Tried again",
      tone: "warn",
      icon: RotateCw,
      text: (
        <>
          {change.reason} Next try {isPut && "at "}
          {at}. Nothing was written; all other users go on.
        </>
      ),
    };
  }
  const approved = change.approvedBy && approval(change.approvedBy);
  return { ...look, text: <>{approved} It is due now and waits for a read.</> };
}

const believed = ({ asksLeft }: UserChange): string =>
  asksLeft === 0
    ? "that answer is believed"
    : `after ${asksLeft === 1 ? "one more" : `${asksLeft} more`} its answer is believed`;

/** What the provider said although the event said otherwise. */
const contradiction = ({ kind }: UserChange, name: string): string =>
  kind === "deleted"
    ? `The event said deleted, and ${name} still knew the user: its reads can lag its events.`
    : `The event said the user is there, and ${name} did not know them, or told something older: its reads can lag its events.`;

const approval = (by: string): string =>
  by === "limit"
    ? "Let through by itself: in the end there were few enough deletions."
    : `The held deletion was approved by ${by}.`;

const stepNames = { asked_again: "Asked again", tried_again: "Tried again", parked: "Parked", held: "Held" } as const;

const tellsLast: Partial<Record<UserChange["state"], string[]>> = {
  waiting: ["asked_again", "tried_again"],
  parked: ["parked"],
  held: ["held"],
};

/** A step on the way of a change; `at` null where only that it happened is known. */
export type Step = { at: string | null; name: string; text: string };

/** What happened to a change before it came to be what it is now, oldest first. */
export function stepsOf(change: UserChange, { provider: { name } }: Told): Step[] {
  // What it is now is told above.
  const isTold = tellsLast[change.state]?.includes(change.history.at(-1)?.outcome ?? "");
  const past = isTold ? change.history.slice(0, -1) : change.history;
  const steps: Step[] = past.map(({ at, outcome, reason }) => ({
    at,
    name: stepNames[outcome],
    text: outcome === "asked_again" ? contradiction(change, name) : reason,
  }));
  if (change.approvedBy && change.state !== "waiting") {
    steps.push({ at: null, name: "Approved", text: approval(change.approvedBy) });
  }
  if (change.deliveries > 1) {
    steps.push({
      at: null,
      name: "Duplicate",
      text: `${times(change.deliveries)} with the same event id. The repeats wrote nothing.`,
    });
  }
  return steps;
}

const times = (count: number) => `Delivered ${count === 2 ? "twice" : `${count} times`}`;

const wheres: Record<UserChange["from"], (name: string) => string> = {
  provider: (name) => `From ${name}`,
  console: () => "Asked for in this console",
  walk: () => "Found by a full check",
};

/** Where a change came from. */
export const originOf = ({ from }: UserChange, name: string): string => wheres[from](name);
