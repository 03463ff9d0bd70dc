import {
  CircleCheck,
  CirclePause,
  type LucideIcon,
  OctagonAlert,
  RefreshCw,
  Trash2,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";
import { ClockTime, RelativeTime } from "@/components/ui/relative-time";
import type { Tone } from "@/components/ui/tone";
import type { UserChange, UserView } from "@/lib/integrations/views";
import { Quiet } from "./quiet";

export type Verdict = { tone: Tone; icon: LucideIcon; title: string; text: ReactNode };

export const verdicts = {
  action: { tone: "bad", icon: OctagonAlert, title: "Action required." },
  degraded: { tone: "warn", icon: TriangleAlert, title: "Degraded." },
  differs: { tone: "warn", icon: TriangleAlert, title: "Differs." },
  catchingUp: { tone: "accent", icon: RefreshCw, title: "Catching up." },
  paused: { tone: "idle", icon: CirclePause, title: "Paused." },
  equal: { tone: "ok", icon: CircleCheck, title: "Equal." },
  deleted: { tone: "idle", icon: Trash2, title: "Deleted." },
} as const;

const open = ({ changes }: UserView, state: UserChange["state"]) => changes.find((change) => change.state === state);

/** What an open change of this user waits for; null where there is none. */
export function whatWaits(view: UserView): Verdict | null {
  const { sync } = view;
  const left = open(view, "held") ?? open(view, "parked");
  if (left) {
    const what = left.state === "held" ? "The deletion is held" : "The last change could not be applied";
    return { ...verdicts.action, text: `${what}: ${left.reason}` };
  }
  const change = open(view, "waiting");
  if (!change) return null;
  if (sync.paused) return { ...verdicts.paused, text: "The change that brings it waits until the sync is resumed." };
  if (sync.problem) return fromProblem(sync.problem, "The change that brings it waits");
  if (change.withWalk) return { ...verdicts.catchingUp, text: "The full check under way brings it." };
  return { ...verdicts.catchingUp, text: <Due change={change} /> };
}

const Due = ({ change: { dueAt, receivedAt, history } }: { change: UserChange }) => {
  const isPut = Date.parse(dueAt) > Date.now();
  const again = history.at(-1)?.outcome === "asked_again" ? "is asked again" : "is tried again";
  return isPut ? (
    <>
      The change that brings it {again} at <ClockTime iso={dueAt} seconds />.
    </>
  ) : (
    <>
      The change that brings it arrived{" "}
      <Quiet>
        <RelativeTime iso={receivedAt} />
      </Quiet>{" "}
      and is being applied.
    </>
  );
};

const fromProblem = (
  { needsPerson, message, remedy, retryAt }: NonNullable<UserView["sync"]["problem"]>,
  what: string,
) => ({
  ...(needsPerson ? verdicts.action : verdicts.degraded),
  text: (
    <>
      {what}. {message}{" "}
      {needsPerson ? (
        remedy
      ) : (
        <Quiet>
          Next try at <ClockTime iso={retryAt} seconds />.
        </Quiet>
      )}
    </>
  ),
});

/** Nothing waits for this user: what will find the difference. */
export function whatComes({ sync, changes, provider }: UserView): Verdict {
  const { paused, problem, run, nextCheckAt } = sync;
  if (paused) return { ...verdicts.paused, text: "Nothing is brought until the sync is resumed." };
  if (problem) return fromProblem(problem, "Nothing can be brought right now");
  if (run === "backfill") {
    return { ...verdicts.catchingUp, title: "Backfilling.", text: "The backfill under way brings it." };
  }
  if (run === "reconcile") return { ...verdicts.catchingUp, text: "The full check under way brings it." };
  const why =
    changes[0]?.state === "discarded"
      ? "Its last change was discarded."
      : `No change from ${provider.name} has told of it.`;
  return {
    ...verdicts.differs,
    text: (
      <>
        {why}{" "}
        {nextCheckAt && (
          <>
            The full check at <ClockTime iso={nextCheckAt} /> brings it.
          </>
        )}
      </>
    ),
  };
}
