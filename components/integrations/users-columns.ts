"use client";
import { useMemo } from "react";
import { useStored } from "@/components/ui/use-stored";

/** The columns beside the name, which is always there. */
export const columnLabels = { email: "Email", id: "Id", created: "Created", updated: "Updated", status: "Status" };
export type Column = keyof typeof columnLabels;

const all = Object.keys(columnLabels) as Column[];
const byDefault: Column[] = ["email", "created", "updated", "status"];

/** Which of them this browser shows, and how to show or hide one. */
export function useColumns(): { shown: ReadonlySet<Column>; toggle: (column: Column) => void } {
  const [stored, store] = useStored("rollcall:users-columns");
  const shown = useMemo(() => {
    const wanted = stored?.split(" ");
    return new Set(wanted ? all.filter((column) => wanted.includes(column)) : byDefault);
  }, [stored]);
  const toggle = (column: Column) => store(all.filter((known) => shown.has(known) !== (known === column)).join(" "));
  return { shown, toggle };
}
