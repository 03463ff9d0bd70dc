import { expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { targetError } from "./errors";

const connection = {
  host: "db.example.com",
  port: 5432,
  database: "app",
  user: "sync",
  password: "secret",
  tls: "verify-full",
} as const;

const failing = (code: string, message = "") => Object.assign(new Error(message), { code });

it.each([
  ["ETIMEDOUT", "target_unavailable"],
  ["ECONNRESET", "target_unavailable"],
  ["57P01", "target_unavailable"],
  ["57P03", "target_unavailable"],
  ["53300", "target_unavailable"],
  ["08006", "target_unavailable"],
  ["55P03", "target_unavailable"],
  ["55000", "target_unavailable"],
  ["28000", "target_refused"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "target_refused"],
  ["CERT_HAS_EXPIRED", "target_refused"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "target_refused"],
  ["42P01", "target_refused"],
  ["42883", "target_refused"],
])("%s is %s, in three parts", (code, kind) => {
  const error = targetError(failing(code, "about sync's secret"), connection);
  expect(error).toMatchObject({ code: kind, message: expect.any(String), meaning: expect.any(String) });
  expect(error.remedy).toEqual(expect.any(String));
  expect(`${error.message} ${error.remedy}`).not.toContain("secret");
});

it.each([
  "timeout expired",
  "Query read timeout",
  "Connection terminated unexpectedly",
  "Unexpected server response: 502",
])("without a code, the drivers' own words are known: %s", (message) => {
  expect(targetError(new Error(message), connection)).toMatchObject({ code: "target_unavailable" });
});

it("what is an AppError stays as it is, and what did not come from the target is not blamed on it", () => {
  const known = new AppError("conflict", "held");
  expect(targetError(known, connection)).toBe(known);
  const bug = new TypeError("x is not a function");
  expect(targetError(bug, connection)).toMatchObject({ code: "internal", cause: bug });
});
