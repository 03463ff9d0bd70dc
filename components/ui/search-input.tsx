"use client";
import { Search, X } from "lucide-react";
import { type ComponentProps, useRef } from "react";
import { Kbd } from "./kbd";

type SearchInputProps = Omit<ComponentProps<"input">, "onChange" | "value"> & {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** "/" moves the focus here; the console's keys see to it. */
  shortcut?: boolean;
};

export function SearchInput({ label, value, onChange, shortcut = false, ...props }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange("");
    input.current?.focus();
  };
  return (
    <span className="control border-line-strong pr-1.5 md:w-65">
      <Search className="size-3.5 text-3" aria-hidden />
      <input
        type="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={label}
        aria-keyshortcuts={shortcut ? "/" : undefined}
        {...props}
        ref={input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && value && onChange("")}
      />
      {value ? (
        <button
          type="button"
          aria-label="Clear"
          onClick={clear}
          className="grid size-6 shrink-0 place-items-center rounded-1 text-3 hover:bg-hover hover:text-text"
        >
          <X className="size-3.5" aria-hidden />
        </button>
      ) : (
        shortcut && <Kbd>/</Kbd>
      )}
    </span>
  );
}
