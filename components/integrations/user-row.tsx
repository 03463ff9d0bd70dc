import clsx from "clsx";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { RelativeTime } from "@/components/ui/relative-time";
import { table } from "@/components/ui/table";
import type { ListedUser } from "@/lib/integrations/views";
import { useUserPath } from "./use-user-path";
import { UserMenu } from "./user-menu";
import { UserStatus } from "./user-status";
import type { Column } from "./users-columns";

const narrow = "max-md:block max-md:h-auto max-md:p-0 max-md:first:pl-0";
const aside = "max-md:col-start-2 max-md:justify-self-end";

export type UserActions = Pick<Parameters<typeof UserMenu>[0], "provider" | "onDelete">;

type UserRowProps = { user: ListedUser; fresh: boolean; shown: ReadonlySet<Column> } & UserActions;

/** One user: a table row, or two lines where there is no room for columns. */
export function UserRow({ user, fresh, shown, ...actions }: UserRowProps) {
  const gone = user.deletedAt !== null;
  // The choice is about columns; the narrow list has none.
  const chosen = (column: Column) => !shown.has(column) && "md:hidden";
  return (
    <tr
      className={clsx(
        table.row,
        "duration-500 max-md:relative max-md:grid max-md:min-h-14 max-md:grid-cols-[minmax(0,1fr)_auto_auto] max-md:gap-x-2 max-md:py-2.5 max-md:pr-1.5 max-md:pl-12.5",
        fresh && "bg-accent-wash",
        gone && "text-3",
      )}
    >
      <td className={clsx(table.cell, narrow)}>
        <span className="flex min-w-0 items-center gap-2.5">
          <span className="flex max-md:absolute max-md:top-4 max-md:left-3.5">
            <Avatar name={user.name} deleted={gone} />
          </span>
          <Name user={user} gone={gone} />
        </span>
      </td>
      <td
        className={clsx(table.cell, narrow, "max-md:row-start-2 max-md:text-12 max-md:text-3", chosen("email"))}
        title={user.email ?? ""}
      >
        {user.email ?? <span className="text-3">No email</span>}
      </td>
      <td className={clsx(table.cell, "font-mono text-12 max-md:hidden", chosen("id"))} title={user.id}>
        {user.id}
      </td>
      <Time
        iso={user.createdAt}
        className={clsx("max-md:row-start-2 max-md:text-12 max-md:text-3", chosen("created"))}
      />
      <Time iso={user.updatedAt} className={clsx("max-md:hidden", chosen("updated"))} />
      <td className={clsx(table.cell, narrow, aside, "overflow-visible max-md:row-start-1", chosen("status"))}>
        <UserStatus user={user} />
      </td>
      <td className="h-row px-1 text-right max-md:col-start-3 max-md:row-span-2 max-md:row-start-1 max-md:h-auto max-md:self-center max-md:p-0">
        <UserMenu user={user} {...actions} />
      </td>
    </tr>
  );
}

function Name({ user, gone }: { user: ListedUser; gone: boolean }) {
  const look = user.name ? (gone ? "line-through" : "font-medium") : "text-3";
  return (
    <Link
      href={useUserPath(user.id)}
      prefetch={false}
      title={user.name ?? user.id}
      aria-label={user.name ? undefined : `No name, ${user.email ?? user.id}`}
      className={clsx("truncate rounded-1 leading-6 -outline-offset-2 hover:underline", look)}
    >
      {user.name ?? "No name"}
    </Link>
  );
}

const Time = ({ iso, className }: { iso: string | null; className: string }) => (
  <td className={clsx(table.cell, narrow, aside, "text-2", className)}>{iso ? <RelativeTime iso={iso} /> : "–"}</td>
);
