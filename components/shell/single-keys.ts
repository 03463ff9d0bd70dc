"use client";
import { useStored } from "@/components/ui/use-stored";

/** Whether keys without a modifier do something in this browser, and how to switch that. */
export function useSingleKeys(): { on: boolean; toggle: () => void } {
  const [stored, store] = useStored("rollcall:single-keys");
  const on = stored !== "off";
  return { on, toggle: () => store(on ? "off" : "on") };
}
