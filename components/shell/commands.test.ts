import { describe, expect, it } from "vitest";
import { commandOf } from "./commands";

const pressed = (key: string, change: object = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false },
  ...change,
});
const page = { projectId: "p1", afterG: false, quiet: false };

describe("a key", () => {
  it.each([
    ["j", { do: "row", by: 1 }],
    ["k", { do: "row", by: -1 }],
    ["?", { do: "open", what: "keys" }],
    ["g", { do: "await" }],
    ["/", { do: "press", key: "/" }],
    ["R", { do: "press", key: "r" }],
    ["Enter", null],
    ["ArrowDown", null],
  ])("%s means %j", (key, command) => expect(commandOf(pressed(key), page)).toEqual(command));

  it.each([
    ["p", "/projects"],
    ["u", "/projects/p1/auth"],
    ["s", "/projects/p1/auth/status"],
    ["a", "/projects/p1/auth/activity"],
  ])("%s after G leads to %s", (key, to) =>
    expect(commandOf(pressed(key), { ...page, afterG: true })).toEqual({ do: "go", to }),
  );

  it("after G does nothing else: R there starts no resync, and outside of a project there is no user list", () => {
    expect(commandOf(pressed("r"), { ...page, afterG: true })).toBeNull();
    expect(commandOf(pressed("u"), { ...page, projectId: undefined, afterG: true })).toBeNull();
  });

  it("alone does nothing while somebody types, or has switched single keys off", () => {
    for (const key of ["j", "k", "g", "r", "/", "?"]) {
      expect(commandOf(pressed(key), { ...page, quiet: true })).toBeNull();
    }
  });

  it("with Control, Command or Alt is the browser's, but for ⌘K, which works while one types too", () => {
    expect(commandOf(pressed("r", { metaKey: true }), page)).toBeNull();
    expect(commandOf(pressed("r", { ctrlKey: true }), page)).toBeNull();
    expect(commandOf(pressed("j", { altKey: true }), page)).toBeNull();
    for (const change of [{ metaKey: true }, { ctrlKey: true }]) {
      expect(commandOf(pressed("k", change), { ...page, quiet: true })).toEqual({ do: "open", what: "palette" });
    }
  });
});
