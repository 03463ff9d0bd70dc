import { describe, expect, it } from "vitest";
import { parseUsersQuery, usersParams, withChange } from "./users-query";

describe("the list of users in the address", () => {
  it("survives the way to the API and back", () => {
    const query = parseUsersQuery(
      new URLSearchParams("q=ana&sort=email&dir=asc&show=deleted&verified=no&banned=yes&since=7d&cursor=abc"),
    );
    expect(query).toMatchObject({ search: "ana", sort: "email", direction: "asc", show: "deleted", cursor: "abc" });
    expect(query).toMatchObject({ verified: false, banned: true, since: "7d" });
    expect(parseUsersQuery(usersParams(query))).toEqual(query);
  });

  it("falls back to the default for anything unknown", () => {
    const query = parseUsersQuery(
      new URLSearchParams("sort=raw_json;drop&dir=up&show=none&verified=maybe&since=toString"),
    );
    expect(query).toMatchObject({ search: "", sort: "created_at", direction: "desc", show: "all", cursor: null });
    expect(query).toMatchObject({ verified: undefined, banned: undefined, since: undefined });
  });

  it("keeps the chosen order when the default of the moment is another", () => {
    expect(parseUsersQuery(new URLSearchParams(), "asc").direction).toBe("asc");
    expect(parseUsersQuery(new URLSearchParams("dir=desc"), "asc").direction).toBe("desc");
  });

  it("goes back to the first page when the question changes, and keeps what it does not know", () => {
    const current = new URLSearchParams("cursor=abc&sort=name&theme=x");
    expect(withChange(current, { q: "ana" })).toBe("?sort=name&theme=x&q=ana");
    expect(withChange(current, { cursor: "def" })).toBe("?sort=name&theme=x&cursor=def");
    expect(withChange(new URLSearchParams("q=ana"), { q: "" })).toBe("?");
  });
});
