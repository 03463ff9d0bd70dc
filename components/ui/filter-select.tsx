import { Choice } from "./choice";

type FilterSelectProps<T extends string> = {
  label: string;
  value: T;
  /** The label of each value. The first one sets no filter. */
  options: Record<T, string>;
  onChange: (value: T) => void;
};

/** A filter that shows its value; dashed while it filters nothing. */
export function FilterSelect<T extends string>({ label, value, options, onChange }: FilterSelectProps<T>) {
  const choices = Object.entries<string>(options);
  const unset = value === choices[0]?.[0];
  return <Choice {...{ label, value, choices, unset }} onChange={(chosen) => onChange(chosen as T)} />;
}
