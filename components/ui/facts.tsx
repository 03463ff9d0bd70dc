import { Fragment, type ReactNode } from "react";

/** Names and values in two columns. */
export function Facts({ items }: { items: { label: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[minmax(80px,max-content)_minmax(0,1fr)] gap-x-6 gap-y-2.5">
      {items.map(({ label, value }) => (
        <Fragment key={label}>
          <dt className="text-3">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
