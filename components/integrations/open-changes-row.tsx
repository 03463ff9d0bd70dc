"use client";
import type { MouseEvent, ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { OpenUserView } from "@/lib/integrations/views";
import { type Act, useAct } from "./open-changes-decision";
import type { Decision } from "./open-changes-words";

/** What people call the user; the id where nobody knows more. */
export const callOf = ({ name, email, userId }: OpenUserView): string => email ?? name ?? userId;

type OpenRowProps = { user: OpenUserView; children: ReactNode; actions?: ReactNode };

/** One user who waits: who it is, what is to be said, since when, and what can be done. */
export const OpenRow = ({ user, children, actions }: OpenRowProps) => (
  <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-2.5 hover:bg-hover md:flex-nowrap">
    <div className="min-w-0 flex-1 basis-full md:basis-auto">
      <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        {user.name && <span className="max-w-full truncate font-medium">{user.name}</span>}
        {user.email && <span className="max-w-full truncate">{user.email}</span>}
        <code className="max-w-full truncate text-2" title={user.userId}>
          {user.userId}
        </code>
      </p>
      <p className="text-12 text-3">
        {children} <RelativeTime iso={user.since} />
      </p>
    </div>
    {actions}
  </li>
);

/** A button that decides about one user: its words are the label, what of the user it is about, and the user. */
export type Choice = { decision: Decision; label: string; of?: string };

type RowActionsProps = {
  user: OpenUserView;
  act: Act;
  choices: Choice[];
  children?: ReactNode;
};

/** Decides about one user at once. The focus stays in the list when the row has gone. */
export function RowActions({ user, act, choices, children }: RowActionsProps) {
  const { pending, error, run } = useAct(act);
  const decide = (decision: Decision) => (event: MouseEvent) => {
    const list = event.currentTarget.closest("ul");
    run(decision, { ids: user.ids }, () => list?.focus());
  };
  return (
    <div className="grid gap-2 max-md:w-full md:justify-items-end">
      <Alert error={error} />
      <div className="flex gap-2 max-md:[&>*]:flex-1">
        {choices.map(({ decision, label, of }) => (
          <Button key={decision} size="small" disabled={pending} onClick={decide(decision)}>
            {label} <span className="sr-only">{[of, callOf(user)].filter(Boolean).join(" ")}</span>
          </Button>
        ))}
        {children}
      </div>
    </div>
  );
}
