import { Inbox } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ClockTime } from "@/components/ui/relative-time";
import { Tag } from "@/components/ui/tag";
import { TimelineEntry } from "@/components/ui/timeline-entry";
import { formatDate, formatDuration } from "@/lib/format";
import type { UserChange, UserView } from "@/lib/integrations/views";
import { originOf, type Step, stepsOf, wordsOfChange } from "./user-decision-words";

/** The last changes of a user, newest first, by day: what was decided about each, and why. */
export function UserDecisions({ view }: { view: UserView }) {
  return (
    <Card title="Decisions" actions={<span className="pr-2 text-12 text-3">kept for 30 days</span>}>
      {view.changes.length === 0 ? (
        <EmptyState icon={Inbox} title="No change of this user is kept">
          Full checks compare everybody, and leave no entry here for whoever is equal.
        </EmptyState>
      ) : (
        byDay(view.changes).map(({ day, changes }) => (
          <section key={day} aria-label={day}>
            <h3 className="border-line bg-subtle px-4 py-1.5 text-12 font-medium text-3 not-first:border-t">{day}</h3>
            <ol className="border-t border-line">
              {changes.map((change) => (
                <Decision key={change.id} change={change} view={view} />
              ))}
            </ol>
          </section>
        ))
      )}
    </Card>
  );
}

function byDay(changes: UserChange[]): { day: string; changes: UserChange[] }[] {
  const days = new Map<string, UserChange[]>();
  for (const change of changes) {
    const day = dayOf(change.receivedAt);
    days.set(day, [...(days.get(day) ?? []), change]);
  }
  return [...days].map(([day, of]) => ({ day, changes: of }));
}

function dayOf(iso: string): string {
  const day = formatDate(iso);
  if (day === formatDate(Date.now())) return "Today";
  return day === formatDate(Date.now() - 86_400_000) ? "Yesterday" : day;
}

function Decision({ change, view }: { change: UserChange; view: UserView }) {
  const steps = stepsOf(change, view);
  return (
    <TimelineEntry
      {...wordsOfChange(change, view)}
      badge={<Tag>{change.kind}</Tag>}
      time={<ClockTime iso={change.receivedAt} seconds className="text-12 text-3 max-md:hidden" />}
    >
      {steps.length > 0 && <Steps steps={steps} />}
      <p className="text-12 text-3">
        {originOf(change, view.provider.name)}, received <ClockTime iso={change.receivedAt} seconds />
        {change.settledAt && (
          <>
            , settled <ClockTime iso={change.settledAt} seconds />, {delay(change.receivedAt, change.settledAt)} later
          </>
        )}
      </p>
    </TimelineEntry>
  );
}

const Steps = ({ steps }: { steps: Step[] }) => (
  <ol aria-label="On its way" className="my-1 grid gap-0.5 border-l-2 border-line pl-2.5 text-12 text-2">
    {steps.map(({ at, name, text }) => (
      <li key={`${at} ${name}`} className="break-words">
        {at && (
          <>
            <ClockTime iso={at} seconds className="text-3" />{" "}
          </>
        )}
        <b className="font-medium">{name}.</b> {text}
      </li>
    ))}
  </ol>
);

// The two times are of two clocks.
const delay = (from: string, to: string) => formatDuration(Math.max(0, Date.parse(to) - Date.parse(from)));
