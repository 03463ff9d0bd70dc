import clsx from "clsx";
import { ChevronDown, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { table } from "@/components/ui/table";
import type { ListedUser } from "@/lib/integrations/views";
import type { UsersQuery } from "@/lib/target/types";
import { type UserActions, UserRow } from "./user-row";
import { type Column, columnLabels } from "./users-columns";

type Sort = Pick<UsersQuery, "sort" | "direction">;
type HeadColumn = { id: Column | "name"; sort?: UsersQuery["sort"]; width: string };

const columns: HeadColumn[] = [
  { id: "name", sort: "name", width: "26%" },
  { id: "email", sort: "email", width: "28%" },
  { id: "id", width: "20%" },
  { id: "created", sort: "created_at", width: "14.5%" },
  { id: "updated", sort: "updated_at", width: "14.5%" },
  { id: "status", width: "12%" },
];
const labelOf = (id: HeadColumn["id"]) => (id === "name" ? "Name" : columnLabels[id]);

type UsersTableProps = {
  sort: Sort;
  shown: ReadonlySet<Column>;
  onSort: (sort: Sort) => void;
  children: ReactNode;
};

/** The frame and the head; the rows, or what stands in their place, are its children. */
export function UsersTable({ sort, shown, onSort, children }: UsersTableProps) {
  const wanted = columns.filter(({ id }) => id === "name" || shown.has(id));
  return (
    <table aria-label="Synced users" className={clsx(table.root, "max-md:block")}>
      <colgroup>
        {wanted.map(({ id, width }) => (
          <col key={id} style={{ width }} />
        ))}
        <col style={{ width: "44px" }} />
      </colgroup>
      <thead className="max-md:sr-only">
        <tr>
          {wanted.map((column) => (
            <Head key={column.id} column={column} sort={sort} onSort={onSort} />
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

function Head({ column, sort, onSort }: { column: HeadColumn; sort: Sort; onSort: (sort: Sort) => void }) {
  const { sort: by } = column;
  const label = labelOf(column.id);
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

type UserRowsProps = { users: ListedUser[]; fresh: ReadonlySet<string>; shown: ReadonlySet<Column> } & UserActions;

/** One row per user, kept by id. */
export const UserRows = ({ users, fresh, ...actions }: UserRowsProps) =>
  users.map((user) => <UserRow key={user.id} user={user} fresh={fresh.has(user.id)} {...actions} />);

const bars = { name: "w-28", email: "w-40", id: "w-24", created: "w-14", updated: "w-14", status: "w-12" };

/** Before the first answer: rows of the height of those to come. */
export const SkeletonRows = ({ count, shown }: { count: number; shown: ReadonlySet<Column> }) =>
  Array.from({ length: count }, (_, row) => `row ${row}`).map((row) => (
    <tr key={row} className="border-t border-line first:border-t-0 max-md:block">
      {Object.entries(bars).map(([name, width]) => (
        <td
          key={name}
          className={clsx(
            table.cell,
            name === "name" ? "max-md:block max-md:h-15 max-md:py-4.5" : "max-md:hidden",
            name !== "name" && !shown.has(name as Column) && "md:hidden",
          )}
        >
          <Skeleton className={clsx(width, "max-w-full")} />
        </td>
      ))}
      <td className="max-md:hidden" />
    </tr>
  ));
