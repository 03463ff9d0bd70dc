"use client";
import { useState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { Card } from "@/components/ui/card";
import type { MemberView, Role } from "@/lib/projects/views";
import { ChangeRole } from "./change-role";
import { EndMembership } from "./end-membership";
import { MemberMenu } from "./member-menu";
import { MemberRows } from "./member-rows";
import { MemberTable } from "./member-table";

export type MemberActs = { changeRole: FormAction; remove: FormAction };

type PeopleProps = {
  project: { id: string; name: string; role: Role };
  members: MemberView[];
  /** Absent for those who may only look. */
  acts?: MemberActs;
};

/** Everybody of the project, and what the actor may change about them. */
export function People({ project, members, acts }: PeopleProps) {
  const [changing, setChanging] = useState<MemberView | null>(null);
  const [ending, setEnding] = useState<MemberView | null>(null);
  const isOwner = project.role === "owner";
  const menuOf = (member: MemberView) =>
    acts && (isOwner || member.isYou) ? (
      <MemberMenu member={member} onChangeRole={isOwner ? setChanging : undefined} onEnd={setEnding} />
    ) : null;
  return (
    <Card label="Members">
      <MemberTable members={members} menuOf={acts && menuOf} />
      <MemberRows members={members} menuOf={acts && menuOf} />
      {acts && (
        <>
          <ChangeRole
            projectId={project.id}
            member={changing}
            action={acts.changeRole}
            onClose={() => setChanging(null)}
          />
          <EndMembership project={project} member={ending} action={acts.remove} onClose={() => setEnding(null)} />
        </>
      )}
    </Card>
  );
}
