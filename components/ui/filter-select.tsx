import clsx from "clsx";

type FilterSelectProps<T extends string> = {
  label: string;
  value: T;
  /** The label of each value. The first one sets no filter. */
  options: Record<T, string>;
  onChange: (value: T) => void;
};

/** A filter that shows its value; dashed while it filters nothing. */
export function FilterSelect<T extends string>({ label, value, options, onChange }: FilterSelectProps<T>) {
  const entries = Object.entries<string>(options);
  const isSet = value !== entries[0]?.[0];
  return (
    <label
      className={clsx(
        "flex h-control items-center gap-1.5 rounded-2 border border-line-strong bg-surface pr-1 pl-2.5 has-focus-visible:outline-2 has-focus-visible:outline-focus max-md:flex-1",
        !isSet && "border-dashed",
      )}
    >
      <span className="text-3">{label}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value as T)}
        className={clsx("h-full flex-1 bg-surface pr-1 outline-0", isSet && "font-medium")}
      >
        {entries.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
