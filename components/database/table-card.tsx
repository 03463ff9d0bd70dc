import { CircleCheck, OctagonAlert } from "lucide-react";
import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { StateText } from "@/components/ui/state-text";
import { formatNumber } from "@/lib/format";
import type { TableView } from "@/lib/projects/views";
import { formatBytes } from "./bytes";

/** users_sync as the database has it. */
export function TableCard({ table }: { table: TableView }) {
  const { schema, contents } = table;
  return (
    <Card title="Table">
      <div className="grid gap-4 p-4">
        <Facts
          items={[
            { label: "Name", value: <code>{schema}.users_sync</code> },
            { label: "Shape", value: <Shape table={table} /> },
            ...(contents ? factsOf(contents) : []),
          ]}
        />
      </div>
    </Card>
  );
}

function Shape({ table: { shape, problem } }: { table: TableView }) {
  if (shape === "absent")
    return (
      <>
        <StateText tone="bad" icon={OctagonAlert}>
          Missing
        </StateText>{" "}
        Somebody dropped it. The next write makes it again, and every user is compared.
      </>
    );
  const words =
    shape === "plain"
      ? "Seven plain columns"
      : "Neon's own: id, name, email and created_at are derived from raw_json, and three columns are written";
  if (!problem)
    return (
      <>
        <StateText tone="ok" icon={CircleCheck}>
          As it has to be
        </StateText>{" "}
        {words}.
      </>
    );
  return (
    <>
      <StateText tone="bad" icon={OctagonAlert}>
        Cannot be written
      </StateText>{" "}
      {problem}
    </>
  );
}

const factsOf = ({ rows, size }: NonNullable<TableView["contents"]>) => [
  { label: "Live rows", value: rows ? counted(rows.live, rows.exact) : "unknown" },
  { label: "Deleted rows", value: rows ? counted(rows.deleted, rows.exact) : "unknown" },
  { label: "Size", value: `${formatBytes(size.total)}, of which ${formatBytes(size.indexes)} are indexes` },
];

function counted(rows: number | null, exact: boolean): string {
  if (rows === null) return "unknown: the table is large, and the server has no statistics of it yet";
  return exact ? `${formatNumber(rows)}, counted just now` : `about ${formatNumber(rows)}, as the server estimates`;
}

type Contents = NonNullable<TableView["contents"]>;

/** What keeps the table quick, and what of the customer's points at it. */
export function IndexesCard({ indexes }: Pick<Contents, "indexes">) {
  return (
    <Card title="Indexes">
      <ul>
        {indexes.map(({ name, definition, bytes, valid }) => (
          <li key={name} className="grid gap-0.5 border-t border-line px-4 py-2.5 first:border-t-0">
            <span className="flex flex-wrap items-baseline justify-between gap-x-4">
              <code>{name}</code>
              <span className="text-12 text-3">{formatBytes(bytes)}</span>
            </span>
            <code className="break-words text-3">
              {definition.replace(/^CREATE /, "").replace(` INDEX ${name}`, " index")}
            </code>
            {!valid && <span className="text-12 text-2">Cut short while it was built, and not used.</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function ForeignKeysCard({ foreignKeys }: Pick<Contents, "foreignKeys">) {
  if (foreignKeys.length === 0)
    return (
      <Card title="Foreign keys">
        <p className="p-4 text-2">No table of yours points at users_sync.</p>
      </Card>
    );
  return (
    <Card title="Foreign keys">
      <ul>
        {foreignKeys.map(({ table, constraint, columns, onDelete }) => (
          <li key={`${table} ${constraint}`} className="grid gap-0.5 border-t border-line px-4 py-2.5 first:border-t-0">
            <code className="break-words">
              {table} ({columns.join(", ")})
            </code>
            <span className="text-12 break-words text-3">
              {constraint}, <code>ON DELETE {onDelete}</code>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
