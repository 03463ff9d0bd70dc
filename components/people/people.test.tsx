import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { MemberView, Role } from "@/lib/projects/views";
import { auditParams, parseAuditQuery } from "./audit-query";
import { Linked } from "./linked";
import { People } from "./people";
import { Refusal } from "./refusal";

const at = "2026-11-18T10:00:00.000Z";
const member = (name: string, role: Role, isYou = false): MemberView => ({
  ...{ accountId: name, name, role, isYou, since: at, lastSeenAt: null },
  identities: [{ way: "GitHub", email: `${name.toLowerCase()}@example.com` }],
});
const members = [member("Olga", "owner"), member("Vera", "viewer", true)];
const act = async () => ({});
const acts = { changeRole: act, remove: act };
const shown = (role: Role, may: typeof acts | undefined) =>
  renderToStaticMarkup(<People project={{ id: "p", name: "storefront", role }} members={members} acts={may} />);

describe("the members", () => {
  it("are named to a viewer without a single button", () => {
    const html = shown("viewer", undefined);
    expect(html).toContain("olga@example.com");
    expect(html).not.toContain("<button");
  });

  it("can each be changed by an owner; an admin can only leave", () => {
    const actions = (html: string) => new Set(html.match(/Actions for \w+/g));
    expect(actions(shown("owner", acts))).toEqual(new Set(["Actions for Olga", "Actions for Vera"]));
    expect(actions(shown("admin", acts))).toEqual(new Set(["Actions for Vera"]));
  });
});

it.each(["stranger", "OAuthCallback", "<b>Call 0800</b>", "__proto__", "constructor"])(
  "the sign-in page says its own words about %j, never those of the address",
  (code) => {
    const html = renderToStaticMarkup(<Refusal code={code} />);
    expect(html).toContain('role="alert"');
    expect(html).not.toMatch(/0800|OAuthCallback|\[object|undefined/);
  },
);

it("nothing is said to be linked by an address that names no way", () => {
  const ways = [{ id: "github", name: "GitHub" }];
  expect(renderToStaticMarkup(<Linked outcome="github" ways={ways} />)).toContain("GitHub is linked");
  expect(renderToStaticMarkup(<Linked outcome="your bank" ways={ways} />)).toBe("");
});

it("an address asks for one page of the log, whatever it says", () => {
  const query = parseAuditQuery(new URLSearchParams("actor=a&outcome=refused&before=9&after=1"));
  expect(query).toEqual({ actor: "a", outcome: "refused", before: 9, after: null });
  expect(auditParams(query, { before: 7 })).toBe("?actor=a&outcome=refused&before=7");
  const odd = parseAuditQuery(new URLSearchParams("outcome=x&before=1e9&after=-1"));
  expect(odd).toEqual({ actor: null, outcome: null, before: null, after: null });
});
