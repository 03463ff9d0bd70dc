"use client";
import { Avatar } from "@/components/ui/avatar";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuLabel } from "@/components/ui/menu";
import { AccountItems } from "./account-items";

export function AccountMenu({ name }: { name: string }) {
  return (
    <Menu
      trigger={
        <IconButton label={`Account: ${name}`}>
          <Avatar name={name} />
        </IconButton>
      }
    >
      <MenuLabel>{name}</MenuLabel>
      <AccountItems />
    </Menu>
  );
}
