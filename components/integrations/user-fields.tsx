"use client";
import clsx from "clsx";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ClockTime } from "@/components/ui/relative-time";
import { table } from "@/components/ui/table";
import { formatCount } from "@/lib/format";
import type { UserField, UserSide, UserView } from "@/lib/integrations/views";
import { Field, RawRow } from "./user-field-rows";

/** Provider and row, field by field, each with the time at which it was read. */
export function UserFields({ view }: { view: UserView }) {
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const [whole, setWhole] = useState(false);
  const keys = view.fields.filter(isKey);
  const differs = ({ same }: UserField) => same === false;
  const others = keys.filter((key) => !differs(key)).length;
  const columns = view.fields.filter((field) => !isKey(field) && (!onlyDifferent || differs(field)));
  const shownKeys = keys.filter((key) => differs(key) || (whole && !onlyDifferent));
  const hasRaw = keys.length > 0 && (!onlyDifferent || keys.some(differs));
  return (
    <Card
      title="Provider and row"
      actions={<Switch label="Only differences" on={onlyDifferent} onChange={setOnlyDifferent} />}
    >
      <FieldsTable view={view}>
        {columns.map((field) => (
          <Field key={JSON.stringify(field.path)} field={field} view={view} />
        ))}
        {hasRaw && <RawRow view={view} keys={keys} />}
        {shownKeys.map((field) => (
          <Field key={JSON.stringify(field.path)} field={field} view={view} />
        ))}
      </FieldsTable>
      {columns.length === 0 && !hasRaw && (
        <p className="border-t border-line px-4 py-6 text-center text-2">No field differs.</p>
      )}
      {!onlyDifferent && others > 0 && (
        <div className="border-t border-line px-2 py-1.5">
          <Button variant="ghost" size="small" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole
              ? "Show only keys that differ"
              : `Show ${formatCount(others, others < keys.length ? "more key" : "key")} of raw_json`}
          </Button>
        </div>
      )}
    </Card>
  );
}

const FieldsTable = ({ view, children }: { view: UserView; children: ReactNode }) => (
  <table className={clsx(table.root, "max-md:block")}>
    <colgroup>
      <col style={{ width: "150px" }} />
      <col />
      <col style={{ width: "40px" }} />
      <col />
    </colgroup>
    <thead className="max-md:block">
      <tr className="max-md:flex max-md:bg-subtle">
        <th scope="col" className={clsx(table.head, "max-md:sr-only")}>
          Field
        </th>
        <SideHead name={`${view.provider.name} now`} side={view.atProvider} />
        <th scope="col" className={clsx(table.head, "max-md:sr-only")}>
          <span className="sr-only">Compared</span>
        </th>
        <SideHead name="Row now" side={view.inTable} />
      </tr>
    </thead>
    <tbody className="max-md:block">{children}</tbody>
  </table>
);

const isKey = ({ path }: UserField) => path[0] === "raw_json";

const SideHead = ({ name, side }: { name: string; side: UserSide<unknown> }) => (
  <th scope="col" className={clsx(table.head, "py-1.5 leading-4 max-md:h-auto max-md:flex-1 max-md:pl-4")}>
    {name}
    <span className="block text-11 font-normal">
      {side.error ? "not readable" : "read"} <ClockTime iso={side.readAt} seconds />
    </span>
  </th>
);

type SwitchProps = { label: string; on: boolean; onChange: (on: boolean) => void };

const Switch = ({ label, on, onChange }: SwitchProps) => (
  <button
    type="button"
    role="switch"
    aria-checked={on}
    onClick={() => onChange(!on)}
    className="inline-flex min-h-6 items-center gap-2 rounded-1 pr-2 text-12 text-2"
  >
    <span
      aria-hidden
      className={clsx(
        "flex h-4.5 w-7.5 items-center rounded-full p-0.5 transition-colors",
        on ? "justify-end bg-accent-solid" : "justify-start bg-idle-solid",
      )}
    >
      <span className="size-3.5 rounded-full bg-surface" />
    </span>
    {label}
  </button>
);
