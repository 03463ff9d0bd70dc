"use client";
import type { LucideIcon } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Alert } from "@/components/ui/alert";
import { Band } from "@/components/ui/band";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { PublicError } from "@/lib/errors";
import type { OpenList, OpenUserView } from "@/lib/integrations/views";
import type { Act } from "./open-changes-decision";
import { ExportList } from "./open-changes-export";
import { firstOf } from "./open-changes-words";

export type OpenPanelProps = {
  projectId: string;
  provider: string;
  /** Absent for a viewer. */
  act: Act | undefined;
  /** How many there are, according to the status. */
  count: number;
  /** Undefined until it was read. */
  list: OpenList | undefined;
  named: boolean;
  error: PublicError | undefined;
};

/** All that the person has seen: as many users, up to the newest change then. */
export const allOf = ({ total, through }: OpenList) => ({ count: total, selection: { through, count: total } });

type FrameProps = Pick<OpenPanelProps, "projectId" | "count" | "list" | "named" | "error"> & {
  state: "held" | "parked";
  label: string;
  icon: LucideIcon;
  title: string;
  /** What happened and what it means for the rows. */
  children: ReactNode;
  actions?: ReactNode;
  row: (user: OpenUserView) => ReactNode;
};

const most = 20;

/** What waits for a person: why, what can be done about all of it, and the first users. */
export function OpenPanel({ label, icon, title, children, actions, row, ...frame }: FrameProps) {
  const { projectId, state, list, count, named, error } = frame;
  useFocusKept();
  return (
    <Card label={label}>
      <div className="bg-bad-wash">
        <Band bare tone="plain" titleTone="bad" icon={icon} title={title} actions={actions}>
          {children}
          {!named && <p className="text-2">Your database does not answer, so there are ids without names.</p>}
        </Band>
      </div>
      {error && !list && (
        <div className="border-t border-line p-4">
          <Alert error={error} />
        </div>
      )}
      <ul aria-label={label} aria-busy={!list} tabIndex={-1} className="outline-0">
        {list ? list.users.map(row) : !error && <Skeletons count={Math.min(count, most)} />}
      </ul>
      {list && (
        <p className="flex flex-wrap items-center gap-2 border-t border-line py-1.5 pr-2 pl-4 text-12 text-3">
          <span className="flex-1">{firstOf(list.users.length, list.total) ?? "All"}, longest waiting first.</span>
          <ExportList projectId={projectId} state={state} what={label.toLowerCase()} />
        </p>
      )}
    </Card>
  );
}

const Skeletons = ({ count }: { count: number }) =>
  Array.from({ length: count }, (_, row) => `row ${row}`).map((row) => (
    <li key={row} className="flex h-14 items-center border-t border-line px-4">
      <Skeleton className="w-48 max-w-full" />
    </li>
  ));

/** Whoever decided about the last one stands in the page afterwards, not before it. */
function useFocusKept() {
  useEffect(
    () => () => {
      if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
    },
    [],
  );
}
