"use client";
import clsx from "clsx";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { Pager } from "@/components/ui/pager";
import { table } from "@/components/ui/table";
import { formatNumber } from "@/lib/format";
import type { IntegrationStatus, ListedUser } from "@/lib/integrations/views";
import type { UserCounts, UsersQuery } from "@/lib/target/types";
import { CreateUser } from "./create-user";
import { DeleteUser } from "./delete-user";
import { useFreshRows } from "./use-fresh-rows";
import type { UsersAnswer, UsersRead } from "./use-users";
import { UsersEmpty, UsersUnreadable } from "./users-empty";
import { withChange } from "./users-query";
import { SkeletonRows, UserRows, UsersTable } from "./users-table";
import { UsersTools } from "./users-tools";

type UsersSectionProps = {
  projectId: string;
  status: IntegrationStatus;
  query: UsersQuery;
  users: UsersRead;
  /** Absent for a viewer. */
  actions?: { createUser: FormAction; deleteUser: FormAction };
};

/** The live list of users. Everything that narrows or orders it is in the address. */
export function UsersSection({ projectId, status, query, users, actions }: UsersSectionProps) {
  const [leaving, setLeaving] = useState<ListedUser | null>(null);
  const path = usePathname();
  const params = new URLSearchParams(useSearchParams().toString());
  const { answer: data, error, settled } = users;
  const { search: q, sort, direction, show, cursor } = query;
  const fresh = useFreshRows(settled ? data?.users : undefined, [q, sort, direction, show, cursor].join());
  return (
    <section aria-label="Users" className="grid min-w-0 gap-3">
      <UsersTools query={query} onSearch={search} onShow={(wanted) => go({ show: wanted === "all" ? "" : wanted })}>
        {actions && status.can.createUser && (
          <CreateUser projectId={projectId} provider={status.provider.name} action={actions.createUser} />
        )}
      </UsersTools>
      {actions && (
        <DeleteUser
          projectId={projectId}
          status={status}
          user={leaving}
          action={actions.deleteUser}
          onClose={() => setLeaving(null)}
        />
      )}
      <div className={clsx(table.frame, "relative")} aria-busy={!settled}>
        <UsersTable sort={{ sort, direction }} onSort={(next) => go({ sort: next.sort, dir: next.direction })}>
          {data && (
            <UserRows
              users={data.users}
              fresh={fresh}
              provider={status.provider.name}
              onDelete={actions && status.can.deleteUser ? setLeaving : undefined}
            />
          )}
          {!data && !error && <SkeletonRows count={Math.min(query.limit, status.providerCount || 5)} />}
        </UsersTable>
        {error && <UsersUnreadable status={status} error={error} />}
        {data?.users.length === 0 && (
          <UsersEmpty status={status} query={query} counts={data.counts} onClear={() => go({ q: "" })} />
        )}
        {data && data.users.length > 0 && (
          <Pager
            previous={settled && data.previous ? path + withChange(params, { cursor: data.previous }) : null}
            next={settled && data.next ? path + withChange(params, { cursor: data.next }) : null}
          >
            {summary(query, data)}
          </Pager>
        )}
      </div>
    </section>
  );
}

// The address of the moment, not of the last render: two changes may come before it.
const changed = (change: Parameters<typeof withChange>[1]) =>
  window.location.pathname + withChange(new URLSearchParams(window.location.search), change);
const go = (change: Parameters<typeof withChange>[1]) => window.history.pushState(null, "", changed(change));
const search = (q: string) => window.history.replaceState(null, "", changed({ q }));

const total = (show: UsersQuery["show"], { live, deleted }: UserCounts): number =>
  (show === "deleted" ? 0 : live) + (show === "live" ? 0 : deleted);

/** "1–50 of 12,445"; without an offset or a count of matches only what is known for sure. */
function summary({ show, search, cursor }: UsersQuery, { users, counts, next }: UsersAnswer): string {
  const here = formatNumber(users.length);
  if (search)
    return cursor || next ? `${here} matches on this page` : `${here} ${users.length === 1 ? "match" : "matches"}`;
  const range = cursor ? here : `1–${here}`;
  const parts = show === "all" ? ` · ${formatNumber(counts.live)} live, ${formatNumber(counts.deleted)} deleted` : "";
  return `${range} of ${formatNumber(total(show, counts))}${parts}`;
}
