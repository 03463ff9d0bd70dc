import { expect, it } from "vitest";
import type { ListedUser } from "@/lib/integrations/views";
import type { UsersQuery } from "@/lib/target/types";
import { summary } from "./users-summary";

const counts = { live: 12_408, deleted: 37 };
const users = Array.from({ length: 50 }, () => ({}) as ListedUser);
const first: Pick<UsersQuery, "show" | "cursor"> = { show: "all", cursor: null };

it("says of the whole table how many rows it has, and of a later page no number that nobody counted", () => {
  expect(summary(first, { users, counts })).toBe("1–50 of 12,445 · 12,408 live, 37 deleted");
  expect(summary({ show: "live", cursor: "x" }, { users, counts })).toBe("50 of 12,408");
});

it("says of a filtered list how many match, and where the count stopped that there are more", () => {
  const exact = { count: 320, exact: true };
  expect(summary(first, { users, counts, matches: exact })).toBe("1–50 of 320");
  expect(summary(first, { users, counts, matches: { count: 10_000, exact: false } })).toBe("1–50 of 10,000+");
  expect(summary({ ...first, cursor: "x" }, { users, counts, matches: exact })).toBe("50 of 320");
});

it("does not count from one where nobody matches", () => {
  expect(summary(first, { users: [], counts, matches: { count: 0, exact: true } })).toBe("No one matches");
});
