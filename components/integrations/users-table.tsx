import clsx from "clsx";
import { ChevronDown, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { table } from "@/components/ui/table";
import type { ListedUser } from "@/lib/integrations/views";
import type { UsersQuery } from "@/lib/target/types";
import { type UserActions, UserRow } from "./user-row";

type Sort = Pick<UsersQuery, "sort" | "direction">;
type Column = { label: string; sort?: UsersQuery["sort"]; width: string };

const columns: Column[] = [
  { label: "Name", sort: "name", width: "26%" },
  { label: "Email", sort: "email", width: "28%" },
  { label: "Created", sort: "created_at", width: "14.5%" },
  { label: "Updated", sort: "updated_at", width: "14.5%" },
  { label: "Status", width: "12%" },
];

type UsersTableProps = {
  sort: Sort;
  onSort: (sort: Sort) => void;
  children: ReactNode;
};

/** The frame and the head; the rows, or what stands in their place, are its children. */
export function UsersTable({ sort, onSort, children }: UsersTableProps) {
  return (
    <table aria-label="Synced users" className={clsx(table.root, "max-md:block")}>
      <colgroup>
        {columns.map(({ label, width }) => (
          <col key={label} style={{ width }} />
        ))}
        <col style={{ width: "44px" }} />
      </colgroup>
      <thead className="max-md:sr-only">
        <tr>
          {columns.map((column) => (
            <Head key={column.label} column={column} sort={sort} onSort={onSort} />
          ))}
          <th scope="col" className={table.head}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">{children}</tbody>
    </table>
  );
}

function Head({ column, sort, onSort }: { column: Column; sort: Sort; onSort: (sort: Sort) => void }) {
  const { label, sort: by } = column;
  if (!by) {
    return (
      <th scope="col" className={table.head}>
        {label}
      </th>
    );
  }
  const sorted = sort.sort === by;
  const ascending = sort.direction === "asc";
  const Arrow = ascending ? ChevronUp : ChevronDown;
  const next = sorted ? (ascending ? "desc" : "asc") : by.endsWith("_at") ? "desc" : "asc";
  return (
    <th scope="col" aria-sort={sorted ? (ascending ? "ascending" : "descending") : undefined} className={table.head}>
      <button
        type="button"
        onClick={() => onSort({ sort: by, direction: next })}
        className="inline-flex h-7 items-center gap-1 rounded-1 hover:text-text"
      >
        {label}
        {sorted && <Arrow className="size-3 stroke-2" aria-hidden />}
      </button>
    </th>
  );
}

type UserRowsProps = { users: ListedUser[]; fresh: ReadonlySet<string> } & UserActions;

/** One row per user, kept by id. */
export const UserRows = ({ users, fresh, ...actions }: UserRowsProps) =>
  users.map((user) => <UserRow key={user.id} user={user} fresh={fresh.has(user.id)} {...actions} />);

const bars = { name: "w-28", email: "w-40", created: "w-14", updated: "w-14", status: "w-12" };

/** Before the first answer: rows of the height of those to come. */
export const SkeletonRows = ({ count }: { count: number }) =>
  Array.from({ length: count }, (_, row) => `row ${row}`).map((row) => (
    <tr key={row} className="border-t border-line first:border-t-0 max-md:block">
      {Object.entries(bars).map(([name, width]) => (
        <td
          key={name}
          className={clsx(table.cell, name === "name" ? "max-md:block max-md:h-14 max-md:py-4" : "max-md:hidden")}
        >
          <Skeleton className={clsx(width, "max-w-full")} />
        </td>
      ))}
      <td className="max-md:hidden" />
    </tr>
  ));
