import { expect, test } from "vitest";
import { initials } from "./avatar";

test.each([
  ["Dana Ivers", "DI"],
  ["Anna Maria van der Berg", "AB"],
  ["tomás oliveira", "TO"],
  ["Jo", "J"],
  ["𝒜lpha Ωmega", "𝒜Ω"],
  ["李 小龙", "李小"],
  ["", ""],
  ["🙂 --", ""],
])("the initials of %s are at most two whole letters", (name, text) => expect(initials(name)).toBe(text));
