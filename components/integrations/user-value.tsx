import clsx from "clsx";
import type { UserField, UserView } from "@/lib/integrations/views";

type Side = "provider" | "row";
type UserValueProps = { field: UserField; side: Side; view: UserView };

const times = new Set(["created_at", "updated_at", "deleted_at"]);

/** "2026-11-21 14:30:02.114Z": the T is noise, and so are zeros behind milliseconds. */
const plainTime = (iso: string) => iso.replace("T", " ").replace(/(\.\d{3}\d*?)0*Z$/, "$1Z");

/** One side of one field, or in grey why there is nothing. */
export function UserValue({ field, side, view }: UserValueProps) {
  const value = field[side];
  if (value === undefined || (field.path[0] === "updated_at" && side === "provider" && value === null)) {
    return <span className="text-3">{absent(field, side, view)}</span>;
  }
  const isKey = field.path.length > 1;
  const text =
    isKey || typeof value !== "string"
      ? JSON.stringify(value)
      : times.has(field.path[0] ?? "")
        ? plainTime(value)
        : value;
  const isCode = isKey || value === null || field.path[0] === "id" || times.has(field.path[0] ?? "");
  return (
    <>
      <span
        title={text}
        className={clsx(
          "[overflow-wrap:anywhere] max-md:inline md:line-clamp-3",
          isCode && "font-mono text-12/5",
          field.same === false ? "font-medium text-warn" : value === null && "text-3",
        )}
      >
        {text}
      </span>
      {note(field, side) && <span className="block text-11 text-3">{note(field, side)}</span>}
    </>
  );
}

function absent({ path }: UserField, side: Side, { atProvider, inTable }: UserView): string {
  const [column] = path;
  if (side === "row")
    return inTable.error ? "unknown" : inTable.user ? "no such key" : column === "id" ? "no row" : "–";
  if (atProvider.error) return "unknown";
  if (!atProvider.user) return column === "id" ? "does not know this id" : column === "deleted_at" ? "gone" : "–";
  if (column === "deleted_at") return "not deleted";
  return column === "updated_at" ? "keeps no such time" : "no such key";
}

function note(field: UserField, side: Side): string | null {
  if (field.note === "own-time" && side === "row" && field.row !== null) return "time of the last write";
  return field.note === "volatile" && side === "row" ? "moves by itself; stored with the next change" : null;
}
