"use client";
import clsx from "clsx";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { announce } from "@/components/ui/live-region";
import { Pager } from "@/components/ui/pager";
import { table } from "@/components/ui/table";
import type { IntegrationStatus, ListedUser } from "@/lib/integrations/views";
import { isNarrowed, type UsersQuery } from "@/lib/target/types";
import { CreateUser } from "./create-user";
import { DeleteUser } from "./delete-user";
import { useFreshRows } from "./use-fresh-rows";
import type { UsersRead } from "./use-users";
import { type Column, useColumns } from "./users-columns";
import { UsersEmpty, UsersUnreadable } from "./users-empty";
import { UsersFilters } from "./users-filters";
import { ColumnsMenu, ExportMenu } from "./users-menus";
import { type Change, unfiltered, usersParams, withChange } from "./users-query";
import { summary } from "./users-summary";
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
  const { shown, toggle } = useColumns();
  useFoundSaid(query, users);
  return (
    <section aria-label="Users" className="grid min-w-0 gap-3">
      <UsersTools
        search={query.search}
        onSearch={search}
        filters={<UsersFilters filter={query} knows={status.knows} onChange={go} />}
      >
        <ColumnsMenu shown={shown} onToggle={toggle} />
        <ExportMenu projectId={projectId} filter={query} />
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
      <UsersPage
        {...{ status, query, users, shown }}
        onDelete={actions && status.can.deleteUser ? setLeaving : undefined}
      />
    </section>
  );
}

/** Says how many were found, once they are. */
function useFoundSaid(query: UsersQuery, { answer, settled }: UsersRead): void {
  const found = settled && answer && isNarrowed(query) ? summary(query, answer) : null;
  useEffect(() => {
    if (found) announce(found);
  }, [found]);
}

type UsersPageProps = Pick<UsersSectionProps, "status" | "query" | "users"> & {
  shown: ReadonlySet<Column>;
  onDelete: ((user: ListedUser) => void) | undefined;
};

function UsersPage({ status, query, users, shown, onDelete }: UsersPageProps) {
  const { answer: data, error, settled } = users;
  const { sort, direction } = query;
  const path = usePathname();
  const params = new URLSearchParams(useSearchParams().toString());
  const fresh = useFreshRows(settled ? data?.users : undefined, usersParams(query).toString());
  const at = (cursor: string | null) => (settled && cursor ? path + withChange(params, { cursor }) : null);
  return (
    <div className={clsx(table.frame, "relative")} aria-busy={!settled}>
      <UsersTable
        sort={{ sort, direction }}
        shown={shown}
        onSort={(next) => go({ sort: next.sort, dir: next.direction })}
      >
        {data && <UserRows {...{ fresh, shown, onDelete }} users={data.users} provider={status.provider.name} />}
        {!data && !error && <SkeletonRows count={Math.min(query.limit, status.providerCount || 5)} shown={shown} />}
      </UsersTable>
      {error && <UsersUnreadable status={status} error={error} />}
      {data?.users.length === 0 && (
        <UsersEmpty status={status} query={query} counts={data.counts} onClear={() => go(unfiltered)} />
      )}
      {!data && !error && <div className="h-11 border-t border-line" />}
      {data && data.users.length > 0 && (
        <Pager previous={at(data.previous)} next={at(data.next)}>
          {summary(query, data)}
        </Pager>
      )}
    </div>
  );
}

// The address of the moment, not of the last render: two changes may come before it.
const changed = (change: Change) =>
  window.location.pathname + withChange(new URLSearchParams(window.location.search), change);
const go = (change: Change) => window.history.pushState(null, "", changed(change));
const search = (q: string) => window.history.replaceState(null, "", changed({ q }));
