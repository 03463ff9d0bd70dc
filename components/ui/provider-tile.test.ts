import { expect, test } from "vitest";
import { letters } from "./provider-tile";

test.each([
  ["Stack Auth", "SA"],
  ["WorkOS", "WO"],
  ["Auth0", "A0"],
  ["Okta", "Ok"],
  ["AWS Cognito User Pools", "AC"],
  ["x", "x"],
])("a provider without a mark is told by two letters: %s", (name, text) => expect(letters(name)).toBe(text));
