import clsx from "clsx";
import type { ReactNode } from "react";

/** A radio list: one bordered box whose rows are choices. */
export function OptionList({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{legend}</legend>
      <div className="overflow-hidden rounded-3 border border-line-strong bg-surface">{children}</div>
    </fieldset>
  );
}

type OptionProps = {
  name: string;
  value: string;
  title: ReactNode;
  /** One line of consequence. */
  hint?: ReactNode;
  /** Why this cannot be chosen; it stays visible. */
  disabled?: string | null | false;
  defaultChecked?: boolean;
  checked?: boolean;
  onChange?: (value: string) => void;
  aside?: ReactNode;
};

export function Option({ name, value, title, hint, disabled, aside, onChange, ...checked }: OptionProps) {
  return (
    <label
      className={clsx(
        "flex gap-3 px-4 py-3 not-first:border-t not-first:border-line has-checked:bg-subtle",
        "has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus",
        disabled ? "cursor-not-allowed text-3" : "hover:bg-hover",
      )}
    >
      <input
        type="radio"
        name={name}
        value={value}
        disabled={Boolean(disabled)}
        onChange={onChange && (() => onChange(value))}
        {...checked}
        className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-line-control bg-surface outline-0 checked:border-5 checked:border-ink disabled:border-line-strong"
      />
      <span className="grid min-w-0 flex-1">
        <span className="font-medium">{title}</span>
        {(disabled || hint) && <span className="text-12 text-3">{disabled || hint}</span>}
      </span>
      {aside}
    </label>
  );
}
