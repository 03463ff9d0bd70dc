"use client";
import { Columns3, Download } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLabel, MenuToggle } from "@/components/ui/menu";
import type { UsersFilter } from "@/lib/target/types";
import { type Column, columnLabels } from "./users-columns";
import { filterParams } from "./users-query";

type ColumnsMenuProps = { shown: ReadonlySet<Column>; onToggle: (column: Column) => void };

/** Which columns this browser shows; the narrow list has none to choose. */
export function ColumnsMenu({ shown, onToggle }: ColumnsMenuProps) {
  return (
    <Menu
      trigger={
        <IconButton label="Columns" variant="default" className="max-md:hidden">
          <Columns3 aria-hidden />
        </IconButton>
      }
    >
      <MenuLabel>Columns</MenuLabel>
      {(Object.keys(columnLabels) as Column[]).map((column) => (
        <MenuToggle key={column} on={shown.has(column)} onChange={() => onToggle(column)}>
          {columnLabels[column]}
        </MenuToggle>
      ))}
    </Menu>
  );
}

const formats = { csv: "CSV, the plain columns", ndjson: "NDJSON, with raw_json" };

/** What is filtered, as a file. */
export function ExportMenu({ projectId, filter }: { projectId: string; filter: UsersFilter }) {
  return (
    <Menu
      trigger={
        <IconButton label="Export" variant="default">
          <Download aria-hidden />
        </IconButton>
      }
    >
      <MenuLabel>Export every row that matches</MenuLabel>
      {Object.entries(formats).map(([format, label]) => (
        <MenuItem
          key={format}
          download
          href={`/api/projects/${projectId}/users-export?format=${format}&${filterParams(filter)}`}
        >
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
