"use client";
import { ArrowUpRight, Copy, Ellipsis, ScanSearch, Trash2 } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { announce } from "@/components/ui/live-region";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { ListedUser } from "@/lib/integrations/views";
import { useUserPath } from "./use-user-path";

type UserMenuProps = {
  user: ListedUser;
  provider: string;
  /** Absent where this person, or this provider, deletes nobody from here. */
  onDelete?: (user: ListedUser) => void;
};

const copy = (id: string) =>
  navigator.clipboard.writeText(id).then(
    () => announce("Copied"),
    () => announce("Not copied"),
  );

/** What can be done about one user. */
export function UserMenu({ user, provider, onDelete }: UserMenuProps) {
  const name = user.name ?? user.email ?? user.id;
  const details = useUserPath(user.id);
  return (
    <Menu
      trigger={
        <IconButton size="small" label={`Actions for ${name}`}>
          <Ellipsis className="size-3.5" aria-hidden />
        </IconButton>
      }
    >
      <MenuItem icon={<ScanSearch aria-hidden />} href={details}>
        Details
      </MenuItem>
      <MenuItem icon={<Copy aria-hidden />} onSelect={() => copy(user.id)}>
        Copy id
      </MenuItem>
      {user.link && (
        <MenuItem icon={<ArrowUpRight aria-hidden />} href={user.link}>
          Open at {provider}
        </MenuItem>
      )}
      {onDelete && user.deletedAt === null && (
        <>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => onDelete(user)}>
            Delete user
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
