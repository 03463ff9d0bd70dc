// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { RunView, VerifyResult, VerifyView } from "@/lib/integrations/views";
import { press } from "@/test/press";
import { ParityCard } from "./parity-card";

const run: RunView = {
  id: "r1",
  kind: "verify",
  trigger: "person",
  state: "incomplete",
  phase: "suspects",
  pages: 2,
  seen: 1200,
  written: 0,
  deleted: 0,
  parked: 0,
  held: 0,
  requests: 14,
  startedBy: "Dana",
  expected: 1200,
  reason: "3 rows differ: 1 missing, 1 changed, 1 extra.",
  startedAt: "2026-11-21T12:00:00.000Z",
  progressAt: "2026-11-21T12:00:04.000Z",
  finishedAt: "2026-11-21T12:00:05.000Z",
};
const differing: VerifyResult = {
  run,
  counts: { missing: 1, changed: 1, extra: 1 },
  first: [
    { userId: "a/b", kind: "missing", fields: [] },
    { userId: "c", kind: "changed", fields: ["name", "raw_json"] },
    { userId: "d", kind: "extra", fields: [] },
  ],
  stands: true,
  repair: { changes: 0, waiting: 0 },
};
const view: VerifyView = { provider: "Stack Auth", schema: "neon_auth", running: null, last: null, blocked: null };
const equal = {
  ...differing,
  run: { ...run, state: "equal", reason: null },
  counts: { missing: 0, changed: 0, extra: 0 },
};

let root: Root;
const verify = vi.fn(async () => ({}));
const repair = vi.fn(async (_previous: object, _form: FormData) => ({}));

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  verify.mockClear();
  repair.mockClear();
  document.body.innerHTML = "<main></main>";
  root = createRoot(document.querySelector("main") ?? document.body);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

async function show(changes: Partial<VerifyView>, { canAct = true } = {}) {
  const initial = { ...view, ...changes };
  vi.stubGlobal("fetch", async () => Response.json(initial));
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <ParityCard projectId="p" initial={initial} actions={canAct ? { verify, repair } : undefined} />
      </QueryClientProvider>,
    ),
  );
}

const text = () => document.body.textContent ?? "";
const button = (name: string) =>
  [...document.querySelectorAll("button")].findLast((each) => each.textContent?.includes(name));
const pressNamed = (name: string) => press(button(name));

it("names each difference by id, kind and columns, and leads to the user", async () => {
  await show({ last: differing });
  const items = [...document.querySelectorAll('ul[aria-label="Differences"] li')];
  expect(items.map((item) => item.textContent)).toEqual([
    "Missinga/bStack Auth has the user, the table has no row.",
    "Changedcname, raw_json",
    "ExtradThe row is live, and Stack Auth does not know the user.",
  ]);
  expect(items[0]?.querySelector("a")?.getAttribute("href")).toBe("/projects/p/auth/users/a%2Fb");
});

it("repairs only after it has named the number, and only the result that was shown", async () => {
  await show({ last: differing });
  await pressNamed("Repair 3 rows");
  expect(text()).toContain("Repair 3 rows?");
  expect(repair).not.toHaveBeenCalled();
  await pressNamed("Repair 3 rows");
  expect([...(repair.mock.calls[0]?.[1] ?? [])]).toEqual([
    ["projectId", "p"],
    ["runId", "r1"],
  ]);
});

it.each([
  ["a result that a later check has replaced", { ...differing, stands: false }],
  ["one that is repaired already", { ...differing, repair: { changes: 3, waiting: 1 } }],
  ["one without differences", equal as VerifyResult],
])("offers no repair of %s", async (_name, last) => {
  await show({ last });
  expect(button("Repair")).toBeUndefined();
  expect(button("Verify now")?.disabled).toBe(false);
});

it("says proved equal of nothing less than a finished check without differences", async () => {
  for (const last of [differing, { ...differing, run: { ...run, state: "failed" } } as VerifyResult, null]) {
    await show({ last });
    expect(text()).not.toContain("Proved equal");
  }
  await act(async () => root.unmount());
  root = createRoot(document.querySelector("main") ?? document.body);
  await show({ last: equal as VerifyResult });
  expect(text()).toContain("Proved equal");
});

it("while one runs there is its progress, nothing to start, and no older result beside it", async () => {
  await show({ last: equal as VerifyResult, running: { ...run, state: "running", phase: "pages", seen: 400 } });
  expect(text()).toContain("400 of 1,200 users compared.");
  expect(text()).not.toContain("Proved equal");
  expect(button("Verify now")?.disabled).toBe(true);
});

it("a viewer sees the result and no button but those that copy", async () => {
  await show({ last: differing }, { canAct: false });
  expect(text()).toContain("3 rows differ");
  expect(button("Repair")).toBeUndefined();
  expect(button("Verify")).toBeUndefined();
});
