"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { SearchInput } from "@/components/ui/search-input";
import type { UsersQuery } from "@/lib/target/types";

type ToolsProps = {
  query: Pick<UsersQuery, "search" | "show">;
  onSearch: (search: string) => void;
  onShow: (show: UsersQuery["show"]) => void;
  /** What can be done, at the right end. */
  children?: ReactNode;
};

const shows: Record<UsersQuery["show"], string> = { all: "Live and deleted", live: "Live", deleted: "Deleted" };
const pause = 400;

/** Search and filter above the table. */
export function UsersTools({ query, onSearch, onShow, children }: ToolsProps) {
  const [text, setText] = useSearchText(query.search, onSearch);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchInput
        shortcut
        label="Search users"
        placeholder="Search name, email or id"
        value={text}
        onChange={setText}
      />
      <label className="flex h-control items-center gap-1.5 rounded-2 border border-line-strong bg-surface pr-1 pl-2.5 has-focus-visible:outline-2 has-focus-visible:outline-focus max-md:flex-1">
        <span className="text-3">Show</span>
        <select
          value={query.show}
          onChange={(event) => onShow(event.target.value as UsersQuery["show"])}
          className="h-full flex-1 bg-surface pr-1 font-medium outline-0"
        >
          {Object.entries(shows).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {children && <span className="ml-auto max-md:w-full [&>button]:max-md:w-full">{children}</span>}
    </div>
  );
}

/** What is being typed; it becomes the search after a pause. A search that comes from elsewhere (Back, Clear) replaces it. */
function useSearchText(search: string, onSearch: (search: string) => void) {
  const [text, setText] = useState(search);
  const asked = useRef(search);
  useEffect(() => {
    if (search === asked.current) return;
    asked.current = search;
    setText(search);
  }, [search]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = wanted;
      onSearch(wanted);
    }, pause);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  return [text, setText] as const;
}
