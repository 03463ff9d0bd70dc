import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { ClockTime, RelativeTime, TimeLeft } from "@/components/ui/relative-time";
import { exactTime, formatCount } from "@/lib/format";
import type { UserDeletion as Deletion, UserView } from "@/lib/integrations/views";
import { originOf } from "./user-decision-words";

type Props = { view: UserView; deletion: Deletion };

/** Why the row says deleted: since when, what found it, and what becomes of the row. */
export const UserDeletion = ({ view, deletion }: Props) => (
  <Card title="Why deleted">
    <div className="p-4">
      <Facts
        items={[
          {
            label: "deleted_at",
            value: (
              <>
                <span className="font-mono text-12">{exactTime(deletion.at, "UTC")}</span>,{" "}
                <RelativeTime iso={deletion.at} />
              </>
            ),
          },
          { label: "Found by", value: <FoundBy view={view} deletion={deletion} /> },
          { label: "The row", value: fate(view) },
        ]}
      />
    </div>
  </Card>
);

function FoundBy({ view: { provider, purge }, deletion: { change, run } }: Props): ReactNode {
  const { name } = provider;
  if (change) {
    return (
      <>
        The change <b className="font-medium">{change.kind}</b>. {originOf(change, name)}, received{" "}
        <ClockTime iso={change.receivedAt} seconds />. {name} was asked by id and did not know the user.
      </>
    );
  }
  if (run) {
    return (
      <>
        The {run.kind === "backfill" ? "backfill" : "full check"} that began <RelativeTime iso={run.startedAt} />: the
        user was not in the list, {name} was asked by id and did not know them. It marked{" "}
        {formatCount(run.deleted, "row")}.
      </>
    );
  }
  if (purge) return `${purge.by} purged the user's data.`;
  return "Neither a change nor a check that is still kept explains it. The row may have been edited by hand.";
}

function fate({ erasure, provider }: UserView): ReactNode {
  if (erasure?.state === "waiting") {
    return (
      <>
        It is erased in <TimeLeft iso={erasure.at} />, if {provider.name} still does not know the user then. Your
        foreign keys act at that moment.
      </>
    );
  }
  if (erasure?.state === "parked") return `It could not be erased: ${erasure.reason}`;
  if (erasure?.state === "cancelled")
    return `It stays. Its erasure was cancelled${erasure.reason ? `: ${erasure.reason}` : "."}`;
  return "It stays, marked, so that what refers to it holds.";
}
