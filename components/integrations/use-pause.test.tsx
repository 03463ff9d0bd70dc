// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SyncCard } from "@/components/settings/sync-card";
import { Toaster } from "@/components/ui/toaster";
import type { ActionState } from "@/lib/action";

const status = { waiting: 0, provider: { id: "clerk", name: "Clerk" }, schema: "neon_auth" } as const;
let answer: (state: ActionState) => void;
let root: Root;
const asked = () =>
  new Promise<ActionState>((resolve) => {
    answer = resolve;
  });
const actions = { pause: vi.fn(asked), resume: vi.fn(asked) };

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  document.body.innerHTML = "<div></div>";
  root = createRoot(document.querySelector("div") ?? document.body);
  await act(async () =>
    root.render(
      <>
        <SyncCard projectId="p1" status={{ ...status, paused: null }} actions={actions} />
        <Toaster />
      </>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

const press = (name: string) =>
  act(async () =>
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent?.startsWith(name))?.click(),
  );
const words = () => document.querySelector("section")?.textContent;
const settle = (state: ActionState) => act(async () => answer(state));

it("a pause shows before the answer is there", async () => {
  await press("Pause sync");
  expect(words()).toContain("You paused it now");
  await settle({});
});

it("a refused pause goes back to what is so, with its reason on the page", async () => {
  await press("Pause sync");
  await settle({ error: { code: "forbidden", message: "Only owners and admins pause the sync." } });
  expect(words()).toContain("On. While it is paused");
  expect(words()).toContain("Only owners and admins pause the sync.");
});

it("Undo does the opposite", async () => {
  await press("Pause sync");
  await settle({});
  await vi.waitFor(() => expect(document.body.textContent).toContain("Undo"));
  await press("Undo");
  expect(actions.resume).toHaveBeenCalledTimes(1);
  await settle({});
});
