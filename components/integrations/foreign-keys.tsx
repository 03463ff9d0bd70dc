import clsx from "clsx";
import { TriangleAlert } from "lucide-react";
import { table } from "@/components/ui/table";
import type { ForeignKey } from "@/lib/target/types";

/** What a drop would break, one row per foreign key. */
export function ForeignKeys({ keys }: { keys: ForeignKey[] }) {
  const many = keys.length > 1;
  return (
    <section aria-label="Dependent foreign keys" className="grid gap-2">
      <p className="flex gap-1.5">
        <TriangleAlert className="mt-0.5 text-bad" aria-hidden />
        <span>
          <b className="font-medium text-bad">
            {many
              ? `${keys.length} foreign keys point here and are dropped too.`
              : "1 foreign key points here and is dropped too."}
          </b>{" "}
          <span className="text-2">Columns and values stay, but nothing checks them any more.</span>
        </span>
      </p>
      <div className={clsx(table.frame, "overflow-x-auto")}>
        <table className="w-full border-collapse">
          <thead>
            <tr>
              {["Table", "Column", "On delete"].map((label) => (
                <th key={label} scope="col" className={table.head}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keys.map(({ table: name, constraint, columns, onDelete }) => (
              <tr key={`${name} ${constraint}`} title={constraint} className={table.row}>
                <td className={clsx(table.cell, "font-mono text-12")}>{name}</td>
                <td className={clsx(table.cell, "font-mono text-12")}>{columns.join(", ")}</td>
                <td className={clsx(table.cell, "font-mono text-12 text-2")}>{onDelete}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
