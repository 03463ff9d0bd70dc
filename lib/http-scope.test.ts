import { describe, expect, it } from "vitest";
import { missingScopes } from "./http-scope";

describe("what a 401 or 403 names as missing", () => {
  it.each([
    ["RFC 6750", { "www-authenticate": 'Bearer error="insufficient_scope", scope="read:users list:users"' }, undefined],
    ["a scope member", {}, { error: "insufficient_scope", scope: "read:users list:users" }],
    ["a list of scopes", {}, { required_scopes: ["read:users", "list:users"] }],
    ["Auth0's sentence", {}, { message: "Insufficient scope, expected any of: read:users,list:users" }],
    ["OAuth's sentence", {}, { error_description: 'requires the scopes "read:users" and "list:users".' }],
  ])("in the form of %s", (_form, headers, body) => {
    expect(missingScopes(headers, body)).toEqual(["read:users", "list:users"]);
  });

  it("in Google's and AWS's words", () => {
    const google = { error: { code: 403, message: "The caller needs the permission 'firebaseauth.users.get'." } };
    expect(missingScopes({}, google)).toEqual(["firebaseauth.users.get"]);
    const aws = {
      message: "User: arn:aws:iam::1:user/x is not authorized to perform: cognito-idp:ListUsers on resource",
    };
    expect(missingScopes({}, aws)).toEqual(["cognito-idp:ListUsers"]);
  });

  it.each<[string, unknown]>([
    ["no body", undefined],
    ["an error of another shape", { error: "nope", message: 7 }],
    ["a sentence without a scope", { message: "User user.name lacks what it needs" }],
    ["a key", { scope: "sk_live_51user", message: "the permission of user:ssk_9f8e7d is gone" }],
    ["an e-mail address", { message: "the role of jane.user@example.com does not do" }],
    ["a very long word", { scope: `read:users${":users".repeat(20)}` }],
    ["markup", { scope: "<b>users</b> read:users<script>" }],
  ])("is nothing where there is %s", (_what, body) => {
    expect(missingScopes({}, body)).toEqual([]);
  });

  it("is at most five names", () => {
    const scope = ["a", "b", "c", "d", "e", "f", "g"].map((letter) => `${letter}:users`).join(" ");
    expect(missingScopes({}, { scope })).toHaveLength(5);
  });
});
