import { expect, test } from "vitest";
import { formError } from "./form-error";

const error = { code: "invalid_input", message: "Too long.", field: "name" } as const;

test("an error that its field shows in full is not said twice", () => {
  expect(formError({ error, fields: { name: ["Too long."] } })).toBeUndefined();
});

test("an error that has more to say than its field keeps its place at the head", () => {
  const longer = { ...error, remedy: "Use 80 characters." };
  expect(formError({ error: longer, fields: { name: ["Too long."] } })).toBe(longer);
});

test("an error that no field shows is never lost", () => {
  expect(formError({ error })).toBe(error);
  expect(formError({ error: { ...error, field: undefined }, fields: { name: ["Too long."] } })).toBeDefined();
  expect(formError({})).toBeUndefined();
});
