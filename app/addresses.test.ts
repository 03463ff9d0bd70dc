import { readdirSync } from "node:fs";
import { expect, it } from "vitest";

it("a user of any id has a page and a read of their own: no address takes the place of an id", () => {
  const folders = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const ofUsers = folders.filter(({ name }) => name === "[userId]").map(({ parentPath }) => parentPath);
  expect(ofUsers).toHaveLength(2);
  const names = folders.filter(({ parentPath }) => ofUsers.includes(parentPath)).map(({ name }) => name);
  expect(names).toEqual(["[userId]", "[userId]"]);
});
