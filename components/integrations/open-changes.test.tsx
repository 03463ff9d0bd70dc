// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { IntegrationStatus, OpenChanges as Open, OpenList, OpenUserView } from "@/lib/integrations/views";
import { press } from "@/test/press";
import { type Decide, OpenChanges } from "./open-changes";

const user = (userId: string, changes: Partial<OpenUserView> = {}): OpenUserView => ({
  userId,
  name: null,
  email: `${userId}@example.com`,
  kind: "deleted",
  reason: "More than 60 deletions in an hour wait for a person.",
  attempts: 0,
  since: "2026-11-21T12:00:00.000Z",
  ids: [7],
  ...changes,
});
const nobody: OpenList = { total: 0, through: 0, users: [] };
const parked = user("ada", { kind: "updated", reason: "The date is odd.", attempts: 4 });

let answer: Open;
let root: Root;
const decide = vi.fn<Decide>();

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("fetch", async () => Response.json(answer));
  decide.mockReset().mockResolvedValue({ count: 1 });
  document.body.innerHTML = '<main id="main" tabindex="-1"></main>';
  root = createRoot(document.querySelector("main") ?? document.body);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

async function show(open: Partial<Open>, { canAct = true }: { canAct?: boolean } = {}) {
  answer = { held: nobody, parked: nobody, named: true, ...open };
  const counts = { held: answer.held.total, parked: answer.parked.total };
  const status = { id: "i", provider: { id: "x", name: "Stack Auth" }, ...counts } as IntegrationStatus;
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <OpenChanges projectId="p" status={status} canAct={canAct} decide={decide} onDecided={async () => {}} />
      </QueryClientProvider>,
    ),
  );
  // The answer of the API comes a few turns later.
  await act(async () => vi.waitFor(() => expect(document.querySelector("[aria-busy=true]")).toBeNull()));
}

/** What is to be seen of it: a button keeps room for its busy word. */
function text(element: Element): string {
  const seen = element.cloneNode(true) as Element;
  for (const hidden of seen.querySelectorAll(".invisible")) hidden.remove();
  return seen.textContent?.replace(/\s+/g, " ").trim() ?? "";
}
const buttons = () => [...document.querySelectorAll("button")].map(text);
const dialog = () => document.querySelector("[role=dialog]");

async function pressNamed(name: string) {
  const button = [...document.querySelectorAll("button")].find((candidate) => text(candidate) === name);
  if (!button) throw new Error(`no button ${name} among ${buttons().join(", ")}`);
  await press(button);
}

it("shows nothing where nothing waits for a person", async () => {
  await show({});
  expect(text(document.body)).toBe("");
});

it("tells a person whom it is about, why, and that no row has changed", async () => {
  await show({ held: { total: 1, through: 7, users: [user("lena", { name: "Lena Novak" })] } });
  for (const words of ["1 deletion waits for you", "More than 60 deletions", "No row has changed"]) {
    expect(text(document.body)).toContain(words);
  }
  for (const words of ["Lena Novak", "lena@example.com", "lena"]) expect(text(document.body)).toContain(words);
});

it("says of a parked user what changed, why it failed and how often it was tried", async () => {
  await show({ parked: { total: 1, through: 7, users: [parked] } });
  for (const words of ["1 user could not be synced", "updated The date is odd · retried 4 times"]) {
    expect(text(document.body)).toContain(words);
  }
});

it("a viewer sees and inspects what waits, and decides nothing", async () => {
  const one = { total: 1, through: 7, users: [parked] };
  await show({ held: one, parked: one }, { canAct: false });
  expect(text(document.body)).toContain("1 deletion waits for you");
  expect(buttons()).toEqual(["Inspect ada@example.com"]);
});

it("approves all only after a dialog that says how many, and no more than it said", async () => {
  await show({ held: { total: 214, through: 99, users: [user("a"), user("b")] } });
  expect(text(document.body)).toContain("The first 2 of 214");
  await pressNamed("Approve all 214");
  expect(decide).not.toHaveBeenCalled();
  expect(text(dialog() ?? document.body)).toContain("Approve 214 deletions?");
  await pressNamed("Approve 214 deletions");
  expect(decide).toHaveBeenCalledExactlyOnceWith("p", "approve", { through: 99, count: 214 });
  expect(dialog()).toBeNull();
});

it("what comes while the dialog is open is not agreed to", async () => {
  await show({ held: { total: 2, through: 8, users: [user("a"), user("b")] } });
  await pressNamed("Reject all 2");
  await show({ held: { total: 3, through: 9, users: [user("a"), user("b"), user("c")] } });
  await pressNamed("Reject 2 deletions");
  expect(decide).toHaveBeenCalledExactlyOnceWith("p", "reject", { through: 8, count: 2 });
});

it("decides about one user by the changes of that user", async () => {
  await show({
    held: { total: 2, through: 8, users: [user("a"), user("b", { ids: [5, 8] })] },
    parked: { total: 1, through: 9, users: [parked] },
  });
  await pressNamed("Approve the deletion of b@example.com");
  expect(decide).toHaveBeenLastCalledWith("p", "approve", { ids: [5, 8] });
  await pressNamed("Retry ada@example.com");
  expect(decide).toHaveBeenLastCalledWith("p", "retry", { ids: [7] });
  await pressNamed("Discard ada@example.com");
  expect(decide).toHaveBeenCalledTimes(2);
  expect(text(dialog() ?? document.body)).toContain("until the user changes again or a full check reads them");
  await pressNamed("Discard 1 user");
  expect(decide).toHaveBeenLastCalledWith("p", "discard", { ids: [7] });
});

it("a refusal stays in the dialog, in its own words", async () => {
  decide.mockResolvedValue({ error: { code: "conflict", message: "More than 2 users wait by now." } });
  await show({ parked: { total: 2, through: 8, users: [parked] } });
  await pressNamed("Discard all 2");
  await pressNamed("Discard 2 users");
  expect(text(dialog() ?? document.createElement("p"))).toContain("More than 2 users wait by now.");
});

it("says so when there are ids without names", async () => {
  const users = [user("lena", { email: null })];
  await show({ held: { total: 1, through: 7, users }, named: false });
  expect(text(document.body)).toContain("Your database does not answer");
  expect(buttons()).toContain("Approve the deletion of lena");
});
