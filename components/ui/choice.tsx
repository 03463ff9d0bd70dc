import clsx from "clsx";

type ChoiceProps = {
  label: string;
  value: string;
  choices: (readonly [value: string, name: string])[];
  onChange: (value: string) => void;
  /** Nothing is chosen: dashed. */
  unset?: boolean;
};

/** A select that shows its label and, in medium weight, what is chosen. */
export function Choice({ label, value, choices, onChange, unset = false }: ChoiceProps) {
  return (
    <label
      className={clsx(
        "flex h-control min-w-0 items-center gap-1.5 rounded-2 border border-line-strong bg-surface pr-1 pl-2.5 has-focus-visible:outline-2 has-focus-visible:outline-focus max-md:flex-auto max-md:basis-2/5",
        unset && "border-dashed",
      )}
    >
      <span className="whitespace-nowrap text-3">{label}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={clsx("h-full max-w-50 min-w-0 flex-1 bg-surface pr-1 outline-0", !unset && "font-medium")}
      >
        {choices.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
