"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { MenuChoices } from "@/components/ui/menu";

const choices = [
  { value: "system", label: "As the system", icon: <Monitor aria-hidden /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
];

export function ThemeChoices() {
  const { theme = "system", setTheme } = useTheme();
  return <MenuChoices label="Theme" value={theme} choices={choices} onChange={setTheme} />;
}
