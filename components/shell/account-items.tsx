"use client";
import { Keyboard, LogOut, MonitorSmartphone, UserRound } from "lucide-react";
import { MenuItem, MenuSeparator, MenuToggle } from "@/components/ui/menu";
import { showKeys } from "./jump";
import { useSingleKeys } from "./single-keys";

// Its client comes with the press. Where it does not come, the same question has a page of its own.
const signOut = () =>
  import("next-auth/react")
    .then((client) => client.signOut({ callbackUrl: "/sign-in" }))
    .catch(() => window.location.assign("/api/auth/signout"));

export function AccountItems() {
  const { on, toggle } = useSingleKeys();
  return (
    <>
      <MenuItem href="/account" icon={<UserRound aria-hidden />}>
        Your account
      </MenuItem>
      <MenuItem href="/account/sessions" icon={<MonitorSmartphone aria-hidden />}>
        Sessions
      </MenuItem>
      <MenuItem onSelect={showKeys} icon={<Keyboard aria-hidden />}>
        List of keys
      </MenuItem>
      <MenuToggle on={on} onChange={toggle}>
        Single keys
      </MenuToggle>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={signOut}>
        Sign out
      </MenuItem>
    </>
  );
}
