import { expect, it } from "vitest";
import { csvLine } from "./csv";

it.each([
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["=1,2", `"'=1,2"`],
])("no spreadsheet runs %j", (value, text) => expect(csvLine([value])).toBe(`${text}\r\n`));

it("keeps commas, quotes, line breaks, numbers and empty cells apart", () => {
  expect(csvLine(['a"b', "c,d", "e\nf", -4, null, ""])).toBe('"a""b","c,d","e\nf",-4,,\r\n');
});
