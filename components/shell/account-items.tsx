"use client";
import { LogOut, MonitorSmartphone } from "lucide-react";
import { signOut } from "next-auth/react";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";

export function AccountItems() {
  return (
    <>
      <MenuItem href="/account/sessions" icon={<MonitorSmartphone aria-hidden />}>
        Sessions
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => signOut({ callbackUrl: "/sign-in" })}>
        Sign out
      </MenuItem>
    </>
  );
}
