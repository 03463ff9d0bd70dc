"use client";
import { Ellipsis, LogOut, ShieldCheck, UserRoundMinus } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { MemberView } from "@/lib/projects/views";

type MemberMenuProps = {
  member: MemberView;
  onChangeRole?: (member: MemberView) => void;
  onEnd: (member: MemberView) => void;
};

/** What can be done about one member. */
export function MemberMenu({ member, onChangeRole, onEnd }: MemberMenuProps) {
  const End = member.isYou ? LogOut : UserRoundMinus;
  return (
    <Menu
      trigger={
        <IconButton size="small" label={`Actions for ${member.name}`}>
          <Ellipsis className="size-3.5" aria-hidden />
        </IconButton>
      }
    >
      {onChangeRole && (
        <>
          <MenuItem icon={<ShieldCheck aria-hidden />} onSelect={() => onChangeRole(member)}>
            Change role
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem danger icon={<End aria-hidden />} onSelect={() => onEnd(member)}>
        {member.isYou ? "Leave project" : "Remove from project"}
      </MenuItem>
    </Menu>
  );
}
