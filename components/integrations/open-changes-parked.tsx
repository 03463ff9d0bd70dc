"use client";
import { CircleSlash } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { formatCount, formatNumber } from "@/lib/format";
import type { OpenUserView } from "@/lib/integrations/views";
import { type Act, DecisionDialog } from "./open-changes-decision";
import { InspectChange } from "./open-changes-inspect";
import { allOf, OpenPanel, type OpenPanelProps } from "./open-changes-panel";
import { callOf, OpenRow, RowActions } from "./open-changes-row";

/** Users who could not be read or stored after bounded attempts. */
export function ParkedUsers({ provider, act, ...panel }: OpenPanelProps) {
  const { list } = panel;
  const n = list?.total ?? panel.count;
  const all = act && list && { act, provider, ...allOf(list) };
  return (
    <OpenPanel
      {...panel}
      state="parked"
      label="Parked users"
      icon={CircleSlash}
      title={`${formatCount(n, "user")} could not be synced`}
      actions={
        all && (
          <>
            <DecisionDialog {...all} decision="discard" trigger={<Button>Discard all {formatNumber(n)}</Button>} />
            <DecisionDialog {...all} decision="retry" trigger={<Button>Retry all {formatNumber(n)}</Button>} />
          </>
        )
      }
      row={(user) => (
        <OpenRow
          key={user.userId}
          user={user}
          actions={<ParkedActions {...{ user, act, provider, projectId: panel.projectId }} />}
        >
          <Tag>{user.kind}</Tag> {notes(user)} ·
        </OpenRow>
      )}
    >
      <p className="text-2">
        They hold nobody else up. Their rows stay as they were last read at {provider} until a retry or a full check
        succeeds.
      </p>
    </OpenPanel>
  );
}

type ActionsProps = { user: OpenUserView; act: Act | undefined; provider: string; projectId: string };

/** A viewer looks, and decides nothing. */
function ParkedActions({ user, act, provider, projectId }: ActionsProps) {
  const inspect = <InspectChange projectId={projectId} user={user} who={callOf(user)} />;
  if (!act) return inspect;
  return (
    <RowActions user={user} act={act} choices={[{ decision: "retry", label: "Retry" }]}>
      <DecisionDialog
        decision="discard"
        count={1}
        selection={{ ids: user.ids }}
        who={callOf(user)}
        trigger={
          <Button size="small">
            Discard <span className="sr-only">{callOf(user)}</span>
          </Button>
        }
        act={act}
        provider={provider}
      />
      {inspect}
    </RowActions>
  );
}

const notes = ({ reason, attempts }: OpenUserView): string =>
  [reason?.replace(/\.$/, ""), attempts > 0 && `retried ${attempts === 1 ? "once" : `${attempts} times`}`]
    .filter(Boolean)
    .join(" · ");
