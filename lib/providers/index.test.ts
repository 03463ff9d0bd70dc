import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { credentialFields, getProvider, hintsOf, providerIds } from "@/lib/providers";
import { verifyWebhook } from "@/lib/providers/signature";
import { time } from "@/lib/providers/user";

describe("the family", () => {
  it.each(providerIds)("%s is found by its own id and describes every credential", (id) => {
    expect(getProvider(id).id).toBe(id);
    const fields = credentialFields(getProvider(id));
    expect(fields.some(({ secret }) => secret)).toBe(true);
    for (const { name, label, help } of fields) expect([name, label, help].every(Boolean)).toBe(true);
  });

  it.each(["nothing", "toString", "__proto__"])("knows no provider called %s", (id) => {
    expect(() => getProvider(id)).toThrow(expect.objectContaining({ code: "not_found" }));
  });

  it("shows public credentials whole and of secret ones a prefix and the last four", () => {
    const stack = getProvider("stack-auth");
    const parsed = stack.credentials.parse({ projectId: "p1", secretServerKey: "ssk_0123456789abcdefghij" });
    expect(hintsOf(stack, parsed)).toEqual({ projectId: "p1", secretServerKey: "ssk_••••ghij", baseUrl: "" });
  });

  it("shows nothing of a short secret, not even its length", () => {
    const better = getProvider("better-auth");
    const hint = (password: string) =>
      hintsOf(better, { baseUrl: "https://a.example.com", email: "a@example.com", password }).password;
    expect(hint("hunter2")).toBe("••••••••");
    expect(hint("hunter2 and more")).toBe("••••••••");
  });
});

describe("signatures", () => {
  it("are refused where no scheme is declared", () => {
    const check = () => verifyWebhook(undefined, "whsec_c2VjcmV0", new Headers(), Buffer.from("{}"));
    expect(check).toThrow(expect.objectContaining({ code: "unauthorized" }));
  });

  it("are refused where a header or a usable secret is missing", () => {
    const headers = new Headers({ "webhook-id": "1", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA" });
    for (const secret of ["", "whsec_", "whsec_not base64!"]) {
      expect(() => verifyWebhook({ kind: "standard-webhooks" }, secret, headers, Buffer.from("{}"))).toThrow(AppError);
    }
    expect(() =>
      verifyWebhook({ kind: "standard-webhooks" }, "whsec_c2VjcmV0", new Headers(), Buffer.from("{}")),
    ).toThrow(AppError);
  });
});

describe("times", () => {
  it.each([
    ["2026-01-02T03:04:05+01:00", "2026-01-02T02:04:05.000Z"],
    [1_767_323_045_678, "2026-01-02T03:04:05.678Z"],
    ["yesterday", null],
    [8.64e15, null],
    [Number.NaN, null],
    [null, null],
    [{}, null],
  ])("read %s leniently", (value, expected) => {
    expect(time(value)).toBe(expected);
  });
});
