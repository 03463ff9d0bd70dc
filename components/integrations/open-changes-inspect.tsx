"use client";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Facts } from "@/components/ui/facts";
import { ClockTime, RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { formatNumber } from "@/lib/format";
import type { InspectedChange, OpenUserView } from "@/lib/integrations/views";
import { useInspected } from "./use-inspected";

type InspectProps = { projectId: string; user: OpenUserView; who: string };

/** What is known of a change that waits: its event, its past, and the user at the provider at this moment. */
export function InspectChange({ projectId, user, who }: InspectProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`What waits of ${who}`}
      trigger={
        <Button size="small">
          Inspect <span className="sr-only">{who}</span>
        </Button>
      }
      footer={
        <DialogClose>
          <Button>Close</Button>
        </DialogClose>
      }
    >
      {open && <Inspected projectId={projectId} user={user} />}
    </Dialog>
  );
}

function Inspected({ projectId, user }: Omit<InspectProps, "who">) {
  const { change, error } = useInspected(projectId, user.ids.at(-1));
  if (error) return <Alert error={error} />;
  if (!change) {
    return (
      <div aria-busy="true" className="grid h-48 content-start gap-3">
        <Skeleton className="w-64 max-w-full" />
        <Skeleton className="w-48 max-w-full" />
      </div>
    );
  }
  return (
    <>
      <Facts items={factsOf(change, user.ids.length - 1)} />
      <History steps={change.history} />
      <AtProvider change={change} />
    </>
  );
}

const times = (count: number) => (count === 1 ? "once" : `${formatNumber(count)} times`);

const factsOf = (change: InspectedChange, others: number) => [
  { label: "Event", value: <code className="break-all">{change.eventId}</code> },
  {
    label: "Came",
    value: (
      <>
        <RelativeTime iso={change.receivedAt} />, {change.kind}
        {change.deliveries > 1 && `, delivered ${times(change.deliveries)}`}
      </>
    ),
  },
  { label: "Error", value: change.reason ?? "none" },
  {
    label: "Attempts",
    value: [`retried ${times(change.attempts)}`, change.asked > 0 && `asked again ${times(change.asked)}`]
      .filter(Boolean)
      .join(", "),
  },
  ...(others > 0 ? [{ label: "Beside it", value: `${formatNumber(others)} more of the same user` }] : []),
];

const outcomes: Record<InspectedChange["history"][number]["outcome"], string> = {
  asked_again: "Asked again",
  tried_again: "Tried again",
  parked: "Parked",
  held: "Held",
};

const History = ({ steps }: { steps: InspectedChange["history"] }) =>
  steps.length > 0 && (
    <section aria-label="History" className="grid gap-1">
      <h3 className="font-semibold">History</h3>
      <ol className="max-h-40 overflow-y-auto">
        {steps.map(({ at, outcome, reason }) => (
          <li key={`${at} ${outcome}`} className="flex flex-wrap gap-x-2">
            <ClockTime iso={at} seconds className="text-3" />
            <span className="font-medium">{outcomes[outcome]}</span>
            <span className="min-w-0 break-words text-2">{reason}</span>
          </li>
        ))}
      </ol>
    </section>
  );

const AtProvider = ({ change: { now, provider } }: { change: InspectedChange }) => (
  <section aria-label={`At ${provider} now`} className="grid gap-2">
    <h3 className="font-semibold">
      At {provider} now{" "}
      <span className="font-normal text-3">
        read at <ClockTime iso={now.readAt} seconds />
      </span>
    </h3>
    {now.error && <Alert error={now.error} />}
    {now.user === null && <p className="text-2">{provider} knows no user with this id.</p>}
    {now.user && (
      <Facts
        items={[
          { label: "Name", value: now.user.name ?? <span className="text-3">No name</span> },
          { label: "Email", value: now.user.email ?? <span className="text-3">No email</span> },
          { label: "Created", value: now.user.createdAt ?? "–" },
          { label: "Updated", value: now.user.updatedAt ?? "–" },
        ]}
      />
    )}
  </section>
);
