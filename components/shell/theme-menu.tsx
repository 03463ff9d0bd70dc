"use client";
import { SunMoon } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { ThemeChoices } from "./theme-choices";

export function ThemeMenu() {
  return (
    <Menu
      trigger={
        <IconButton label="Theme">
          <SunMoon aria-hidden />
        </IconButton>
      }
    >
      <ThemeChoices />
    </Menu>
  );
}
