import { createHash } from "node:crypto";
import type { UserRow } from "./types";

/** A row ready to be sent: one line of NDJSON. `hash`: of what is stored, in hexadecimal. */
export type Line = { id: string; text: string; bytes: number; hash: string };

/** A btree entry ends at 2,704 bytes; no provider comes near. */
const maxIdBytes = 2000;

const nul = /\0/g;
const loneSurrogate = /\p{Cs}/gu;

/** Whether cleaning is worth a try: most texts need none. */
const unusual = /[\0\ud800-\udfff]/;

/** PostgreSQL has no U+0000, and UTF-8 no half of a surrogate pair. */
const cleanText = (text: string): string =>
  unusual.test(text) ? text.replace(nul, "").replace(loneSurrogate, "\uFFFD") : text;

/** Ids are never bent to fit: two users could become one. */
export const isStorableId = (id: string): boolean =>
  id !== "" && cleanText(id) === id && Buffer.byteLength(id) <= maxIdBytes;

/** The same JSON with clean texts and sorted keys, so that equal content gives equal text. */
function canonical(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  const object = value as Record<string, unknown>;
  const keys = Object.keys(object).sort();
  // fromEntries defines properties: a key `__proto__` stays an ordinary one.
  return Object.fromEntries(keys.map((key) => [cleanText(key), canonical(object[key])]));
}

/** JSON writes what PostgreSQL cannot store as an escape; so does it a few harmless characters. */
const mayNeedCleaning = (json: string) => json.includes("\\u");

type RawTexts = { whole: string; stable: string };

function rawTexts(raw: Record<string, unknown>, volatile: string[]): RawTexts {
  const whole = JSON.stringify(raw);
  const moving = volatile.filter((key) => Object.hasOwn(raw, key));
  if (moving.length === 0) return { whole, stable: whole };
  // Blanked, not removed: an object that lost a key is written several times slower.
  const blanked = Object.fromEntries(moving.map((key) => [key, null]));
  return { whole, stable: JSON.stringify({ ...raw, ...blanked }) };
}

/** Most users need no cleaning; then the provider's own order of keys is kept. */
function cleanTexts(raw: object, volatile: string[]): RawTexts {
  const texts = rawTexts(raw as Record<string, unknown>, volatile);
  return mayNeedCleaning(texts.whole) ? rawTexts(canonical(raw) as Record<string, unknown>, volatile) : texts;
}

/**
 * The row as a line: clean, with the SHA-256 of every stored column. `volatile` keys of `raw` are stored, but their
 * values not hashed; an `updatedAt` of null is not the provider's and hashes as null. Another order of keys gives
 * another hash, and then the stored row is compared. Throws RangeError where JSON is too deep.
 */
export function toLine(row: UserRow, volatile: string[]): Line {
  const { whole, stable } = cleanTexts(row.raw, volatile);
  const name = row.name === null ? null : cleanText(row.name);
  const email = row.email === null ? null : cleanText(row.email);
  const columns = JSON.stringify([row.id, name, email, row.createdAt, row.updatedAt]);
  const hash = createHash("sha256").update(columns).update(stable).digest("hex");
  const head = JSON.stringify({ id: row.id, name, email, created_at: row.createdAt, updated_at: row.updatedAt, hash });
  const text = `${head.slice(0, -1)},"raw_json":${whole}}`;
  return { id: row.id, text, bytes: Buffer.byteLength(text), hash };
}

/** Cuts, as they come, into statements of at most `maxRows` rows and `maxBytes` bytes; a row that is bigger goes alone. */
export function* batches(lines: Iterable<Line>, maxRows: number, maxBytes: number): Generator<Line[]> {
  let batch: Line[] = [];
  let bytes = 0;
  for (const line of lines) {
    if (batch.length > 0 && (batch.length >= maxRows || bytes + line.bytes > maxBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(line);
    bytes += line.bytes;
  }
  if (batch.length > 0) yield batch;
}
