import type { Json } from "@/lib/providers/types";

/** A line of text; in a difference `-` is the row's and `+` the provider's. */
export type RawLine = { mark: " " | "-" | "+"; text: string };

type Side = Json | undefined;
type Place = { depth: number; key: string | null; isLast: boolean };

const isObject = (value: Side): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const indent = (depth: number) => "  ".repeat(depth);
const start = ({ depth, key }: Place) => `${indent(depth)}${key === null ? "" : `${JSON.stringify(key)}: `}`;
const end = ({ isLast }: Place) => (isLast ? "" : ",");

const whole = { depth: 0, key: null, isLast: true };

/** A value as indented JSON, line by line. */
export const rawLines = (value: Json): RawLine[] => lines(value, whole, " ");

function lines(value: Json, place: Place, mark: RawLine["mark"]): RawLine[] {
  const text = JSON.stringify(value, null, 2).split("\n");
  return text.map((line, n) => ({
    mark,
    text: `${n === 0 ? start(place) : indent(place.depth)}${line}${n === text.length - 1 ? end(place) : ""}`,
  }));
}

/**
 * What differs between the row and the provider, going into objects on both sides; a run of equal keys is one line that
 * counts them. Empty where nothing differs.
 */
export const differenceLines = (row: Json, provider: Json): RawLine[] =>
  isEqual(row, provider) ? [] : between(row, provider, whole);

function between(row: Json, provider: Json, place: Place): RawLine[] {
  if (!isObject(row) || !isObject(provider)) return [...lines(row, place, "-"), ...lines(provider, place, "+")];
  const keys = [...new Set([...Object.keys(provider), ...Object.keys(row)])];
  const inside: RawLine[] = [];
  let equal = 0;
  const skip = () => {
    if (equal > 0) inside.push({ mark: " ", text: `${indent(place.depth + 1)}… ${equal} equal` });
    equal = 0;
  };
  for (const key of keys) {
    const [mine, theirs] = [own(row, key), own(provider, key)];
    if (isEqual(mine, theirs)) {
      equal++;
      continue;
    }
    skip();
    const at = { depth: place.depth + 1, key, isLast: key === keys.at(-1) };
    if (mine === undefined) inside.push(...lines(theirs as Json, at, "+"));
    else if (theirs === undefined) inside.push(...lines(mine, at, "-"));
    else inside.push(...between(mine, theirs, at));
  }
  skip();
  const open: RawLine = { mark: " ", text: `${start(place)}{` };
  return [open, ...inside, { mark: " ", text: `${indent(place.depth)}}${end(place)}` }];
}

const own = (object: { [key: string]: Json }, key: string): Side =>
  Object.hasOwn(object, key) ? object[key] : undefined;

function isEqual(a: Side, b: Side): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, n) => isEqual(item, b[n]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isEqual(a[key], own(b, key)));
}

/** Where a text was found: the line, and the characters in it. */
export type Match = { line: number; start: number; end: number };

/** Every place of `search` in the lines, whatever its case; none for an empty search. */
export function findIn(lines: RawLine[], search: string): Match[] {
  if (search === "") return [];
  const pattern = new RegExp(search.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu");
  return lines.flatMap(({ text }, line) =>
    [...text.matchAll(pattern)].map((found) => ({ line, start: found.index, end: found.index + found[0].length })),
  );
}

export type Token = { kind: "key" | "string" | "literal" | "plain"; text: string; start: number };

const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

/** A line of JSON in pieces of one colour each. */
export function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  let last = 0;
  const plain = (to: number) => {
    if (to > last) found.push({ kind: "plain", text: text.slice(last, to), start: last });
    last = to;
  };
  for (const match of text.matchAll(tokens)) {
    plain(match.index);
    const [piece, quoted, colon] = match;
    const token = quoted ?? piece;
    found.push({
      kind: quoted === undefined ? "literal" : colon === undefined ? "string" : "key",
      text: token,
      start: last,
    });
    last += token.length;
  }
  plain(text.length);
  return found;
}
