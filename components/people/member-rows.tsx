import type { ReactNode } from "react";
import type { MemberView } from "@/lib/projects/views";
import { LastSeen, MemberName, waysIn } from "./member-parts";
import { roleNames } from "./role-words";

type MemberRowsProps = { members: MemberView[]; menuOf?: (member: MemberView) => ReactNode };

/** The table as a list, for narrow screens. */
export function MemberRows({ members, menuOf }: MemberRowsProps) {
  return (
    <ul aria-label="Members by name" className="md:hidden">
      {members.map((member) => (
        <li
          key={member.accountId}
          className="flex min-h-14 items-center gap-2 px-4 py-2 not-first:border-t not-first:border-line"
        >
          <div className="grid min-w-0 flex-1 gap-0.5">
            <MemberName member={member} />
            <p className="truncate text-12 text-3" title={waysIn(member)}>
              {roleNames[member.role]} · seen <LastSeen iso={member.lastSeenAt} /> · {waysIn(member)}
            </p>
          </div>
          {menuOf?.(member)}
        </li>
      ))}
    </ul>
  );
}
