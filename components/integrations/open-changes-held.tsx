"use client";
import { UserX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { formatCount, formatNumber } from "@/lib/format";
import type { OpenList } from "@/lib/integrations/views";
import { DecisionDialog } from "./open-changes-decision";
import { allOf, OpenPanel, type OpenPanelProps } from "./open-changes-panel";
import { type Choice, OpenRow, RowActions } from "./open-changes-row";

const choices: Choice[] = [
  { decision: "approve", label: "Approve", of: "the deletion of" },
  { decision: "reject", label: "Reject", of: "the deletion of" },
];

/** Deletions above the limit: nothing happens to their rows until a person approves or rejects. */
export function HeldDeletions({ provider, act, ...panel }: OpenPanelProps) {
  const { list } = panel;
  const n = list?.total ?? panel.count;
  const all = act && list && { act, provider, ...allOf(list) };
  return (
    <OpenPanel
      {...panel}
      state="held"
      label="Held deletions"
      icon={UserX}
      title={`${formatCount(n, "deletion")} ${n === 1 ? "waits" : "wait"} for you`}
      actions={
        all && (
          <>
            <DecisionDialog {...all} decision="reject" trigger={<Button>Reject all {formatNumber(n)}</Button>} />
            <DecisionDialog
              {...all}
              decision="approve"
              trigger={<Button variant="primary">Approve all {formatNumber(n)}</Button>}
            />
          </>
        )
      }
      row={(user) => (
        <OpenRow key={user.userId} user={user} actions={act && <RowActions user={user} act={act} choices={choices} />}>
          Held
        </OpenRow>
      )}
    >
      {reasons(list).map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      <p className="text-2">No row has changed: these stay live until you decide. Everything else keeps syncing.</p>
    </OpenPanel>
  );
}

const reasons = (list: OpenList | undefined): string[] => [
  ...new Set(list?.users.flatMap(({ reason }) => reason ?? []) ?? []),
];
