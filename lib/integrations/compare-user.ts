import type { Json } from "@/lib/providers/types";
import type { UserField, UserRowView } from "./views";

type Columns = Record<"name" | "email" | "createdAt" | "updatedAt", string | null> & { id: string };
type Sides = { provider: (Columns & { raw: Json }) | null | undefined; row: UserRowView | null | undefined };

type Column = { path: [string]; of: (user: Columns) => string | null };

const columns: Column[] = [
  { path: ["id"], of: ({ id }) => id },
  { path: ["name"], of: ({ name }) => name },
  { path: ["email"], of: ({ email }) => email },
  { path: ["created_at"], of: ({ createdAt }) => createdAt && utc(createdAt) },
  { path: ["updated_at"], of: ({ updatedAt }) => updatedAt && utc(updatedAt) },
];

/**
 * Both sides field by field: the columns, then raw_json key by key, going into objects that differ. What counts as equal
 * is what the table's own writes count so. A side is null where it knows no such user, undefined where it cannot be read.
 */
export function compareUser({ provider, row }: Sides, volatile: string[]): UserField[] {
  const fields = columns.map(({ path, of }): UserField => {
    const values = { ...(provider && { provider: of(provider) }), ...(row && { row: of(row) }) };
    if (!provider || !row) return { path, ...values, same: null };
    // No time of the provider's own: the column has the time of the last write.
    if (path[0] === "updated_at" && values.provider === null) return { path, ...values, same: null, note: "own-time" };
    return { path, ...values, same: values.provider === values.row };
  });
  return [...fields, deletedAt({ provider, row }), ...rawFields({ provider, row }, volatile)];
}

/** ISO 8601 in UTC with microseconds, which is as much as PostgreSQL keeps. */
function utc(iso: string): string {
  const [, whole = iso, fraction = "", zone = "Z"] = /^(.{19})(?:\.(\d+))?(Z|[+-][\d:]+)$/.exec(iso) ?? [];
  const seconds = new Date(whole + zone);
  if (Number.isNaN(seconds.getTime())) return iso;
  return `${seconds.toISOString().slice(0, 19)}.${fraction.slice(0, 6).padEnd(6, "0")}Z`;
}

/** A provider has no such column: whom it does not know ought to have one. */
function deletedAt({ provider, row }: Sides): UserField {
  const values = row ? { row: row.deletedAt && utc(row.deletedAt) } : {};
  if (provider === undefined || !row) return { path: ["deleted_at"], ...values, same: null };
  return { path: ["deleted_at"], ...values, same: (provider === null) === (row.deletedAt !== null) };
}

function rawFields({ provider, row }: Sides, volatile: string[]): UserField[] {
  const path = ["raw_json"];
  if (provider && row) {
    return differences(path, provider.raw, row.raw).map((field) =>
      field.same === false && volatile.includes(field.path[1] ?? "")
        ? { ...field, same: null, note: "volatile" as const }
        : field,
    );
  }
  const side = provider ? "provider" : "row";
  const raw = provider?.raw ?? row?.raw;
  if (raw === undefined) return [];
  if (!isObject(raw)) return [{ path, [side]: raw, same: null }];
  return Object.entries(raw).map(([key, value]) => ({ path: [...path, key], [side]: value, same: null }));
}

/** One field for what is equal as a whole, and for what differs and cannot be taken apart. */
function differences(path: string[], provider: Json | undefined, row: Json | undefined): UserField[] {
  const isWhole = path.length === 1 && isObject(provider) && isObject(row);
  const same = isSame(provider, row);
  if ((same && !isWhole) || !isObject(provider) || !isObject(row)) {
    return [{ path, ...(provider !== undefined && { provider }), ...(row !== undefined && { row }), same }];
  }
  const keys = new Set([...Object.keys(provider), ...Object.keys(row)]);
  return [...keys].flatMap((key) => differences([...path, key], own(provider, key), own(row, key)));
}

const own = (object: { [key: string]: Json }, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Equal as jsonb: the order of keys says nothing. */
function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, n) => isSame(item, b[n]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], own(b, key)));
}
