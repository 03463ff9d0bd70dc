import { describe, expect, it } from "vitest";
import type { Json } from "@/lib/providers/types";
import { differenceLines, findIn, rawLines, tokensOf } from "./user-raw-lines";

const shown = (row: Json, provider: Json) => differenceLines(row, provider).map(({ mark, text }) => `${mark} ${text}`);

describe("the difference", () => {
  it("has the row's and the provider's side of what differs, inside of objects too, and counts the rest", () => {
    const row = { id: "1", a: 1, meta: { plan: "free", team: 1 }, old: true };
    const provider = { id: "1", a: 1, meta: { plan: "team", team: 1 }, fresh: [1] };
    expect(shown(row, provider)).toEqual([
      "  {",
      "    … 2 equal",
      '    "meta": {',
      '-     "plan": "free",',
      '+     "plan": "team",',
      "      … 1 equal",
      "    },",
      '+   "fresh": [',
      "+     1",
      "+   ],",
      '-   "old": true',
      "  }",
    ]);
  });

  it("is nothing where only the order of keys is another", () => {
    expect(shown({ a: 1, b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, a: 1 })).toEqual([]);
  });
});

it("the lines of a value are its JSON", () => {
  const value = { a: [1, { b: null }], c: {}, d: 'quo"te' };
  const lines = rawLines(value).map(({ text }) => text);
  expect(lines.join("\n")).toBe(JSON.stringify(value, null, 2));
});

it("a search finds every place whatever its case, and takes no character for a pattern", () => {
  const lines = rawLines({ display_name: "NAME (a.b)", other: "aXb" });
  expect(findIn(lines, "name")).toEqual([
    { line: 1, start: 11, end: 15 },
    { line: 1, start: 19, end: 23 },
  ]);
  expect(findIn(lines, "a.b")).toHaveLength(1);
  expect(findIn(lines, "(a")).toHaveLength(1);
  expect(findIn(lines, "")).toEqual([]);
});

it("the colours of a line leave out none of its characters", () => {
  for (const text of ['  "a\\"b": "c: \\"1\\"",', '  "n": -1.5e+3,', "  true", "  … 3 equal", "}"]) {
    expect(
      tokensOf(text)
        .map((token) => token.text)
        .join(""),
    ).toBe(text);
  }
  expect(tokensOf('"a": "b"').map(({ kind }) => kind)).toEqual(["key", "plain", "string"]);
});
