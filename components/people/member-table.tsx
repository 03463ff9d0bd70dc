import clsx from "clsx";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { table } from "@/components/ui/table";
import type { MemberView } from "@/lib/projects/views";
import { LastSeen, MemberName, waysIn } from "./member-parts";
import { roleHints, roleNames } from "./role-words";

type MemberTableProps = { members: MemberView[]; menuOf?: (member: MemberView) => ReactNode };

export function MemberTable({ members, menuOf }: MemberTableProps) {
  return (
    <table className={clsx(table.root, "max-md:hidden")}>
      <caption className="sr-only">Members by name</caption>
      <thead>
        <tr>
          <th scope="col" aria-sort="ascending" className={clsx(table.head, "w-[28%]")}>
            Name
          </th>
          <th scope="col" className={clsx(table.head, "w-24")}>
            Role
          </th>
          <th scope="col" className={table.head}>
            Signs in by
          </th>
          <th scope="col" className={clsx(table.head, "w-30")}>
            Member since
          </th>
          <th scope="col" className={clsx(table.head, "w-28")}>
            Last seen
          </th>
          {menuOf && (
            <th scope="col" className={clsx(table.head, "w-14")}>
              <span className="sr-only">Actions</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.accountId} className={table.row}>
            <td className={table.cell}>
              <MemberName member={member} />
            </td>
            <td className={table.cell} title={roleHints[member.role]}>
              {roleNames[member.role]}
            </td>
            <td className={clsx(table.cell, "text-2")} title={waysIn(member)}>
              {waysIn(member)}
            </td>
            <td className={clsx(table.cell, "text-2")}>
              <RelativeTime iso={member.since} />
            </td>
            <td className={clsx(table.cell, "text-2")}>
              <LastSeen iso={member.lastSeenAt} />
            </td>
            {menuOf && <td className={clsx(table.cell, "overflow-visible! text-right")}>{menuOf(member)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
