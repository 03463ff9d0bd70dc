"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { SearchInput } from "@/components/ui/search-input";

type ToolsProps = {
  search: string;
  onSearch: (search: string) => void;
  filters: ReactNode;
  /** What can be done, at the right end. */
  children: ReactNode;
};

const pause = 250;

/** Search and filters above the table. */
export function UsersTools({ search, onSearch, filters, children }: ToolsProps) {
  const [text, setText] = useSearchText(search, onSearch);
  return (
    <div className="no-print flex flex-wrap items-center gap-2">
      <SearchInput
        shortcut
        label="Search users"
        placeholder="Search name, email or id"
        value={text}
        onChange={setText}
      />
      {filters}
      <span className="ml-auto flex gap-2 max-md:w-full [&>button:last-child]:max-md:flex-1">{children}</span>
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
