"use client";
import { ChevronDown, ChevronUp, Search } from "lucide-react";
import type { KeyboardEvent } from "react";
import { IconButton } from "@/components/ui/icon-button";

type UserRawSearchProps = {
  search: string;
  count: number;
  /** Which match is in sight, from 0. */
  current: number;
  onSearch: (search: string) => void;
  onMove: (by: 1 | -1) => void;
};

/** Enter goes to the next match, with Shift to the one before. */
export function UserRawSearch({ search, count, current, onSearch, onMove }: UserRawSearchProps) {
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") onSearch("");
    if (event.key !== "Enter" || count === 0) return;
    event.preventDefault();
    onMove(event.shiftKey ? -1 : 1);
  };
  return (
    <div className="flex items-center gap-1 border-b border-line p-2">
      <span className="control h-control-sm border-line-strong">
        <Search className="size-3.5 text-3" aria-hidden />
        <input
          type="search"
          autoComplete="off"
          spellCheck={false}
          aria-label="Search raw_json"
          placeholder="Search raw_json"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          onKeyDown={onKey}
        />
        <span aria-live="polite" className="text-12 whitespace-nowrap text-3">
          {search && (count === 0 ? "No match" : `${current + 1} of ${count}`)}
        </span>
      </span>
      <IconButton size="small" label="Previous match" disabled={count === 0} onClick={() => onMove(-1)}>
        <ChevronUp className="size-3.5" aria-hidden />
      </IconButton>
      <IconButton size="small" label="Next match" disabled={count === 0} onClick={() => onMove(1)}>
        <ChevronDown className="size-3.5" aria-hidden />
      </IconButton>
    </div>
  );
}
