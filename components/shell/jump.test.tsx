// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Jump } from "./jump";

const push = vi.fn();
const resync = vi.fn();
vi.mock("next/navigation", () => ({ useParams: () => ({ projectId: "p1" }), useRouter: () => ({ push }) }));

const projects = [
  { id: "p1", name: "storefront", state: "in-parity" as const, role: "owner" as const },
  { id: "p2", name: "billing", state: "degraded" as const, role: "owner" as const },
];
const ada = { id: "u/1", name: "Ada Lovelace", email: "ada@example.com" };
let root: Root;
let asked: string[];

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  asked = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return Response.json({ users: [ada] });
  });
  window.localStorage.clear();
  push.mockReset();
  resync.mockReset();
  document.body.innerHTML = `<div id="bar"></div><main>
    <input type="search" aria-keyshortcuts="/"><textarea></textarea><button aria-keyshortcuts="R">Resync now</button>
    <table><tbody><tr><td><a href="/first">First</a></td></tr><tr><td><a href="/second">Second</a></td></tr></tbody></table>
  </main>`;
  // Nothing has a size where nothing is drawn.
  HTMLElement.prototype.getClientRects = () => [{}] as unknown as DOMRectList;
  document.querySelector("main button")?.addEventListener("click", resync);
  root = createRoot(document.querySelector("#bar") ?? document.body);
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <Jump projects={projects} />
      </QueryClientProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

const active = () => document.activeElement as HTMLElement;
const press = (key: string, init: KeyboardEventInit = {}) =>
  act(async () =>
    active().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init })),
  );
/** What loads, or waits for a pause in typing, comes inside of act. */
async function until(check: () => void, tries = 100): Promise<void> {
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  try {
    check();
  } catch (error) {
    if (tries === 0) throw error;
    await until(check, tries - 1);
  }
}
const field = () => document.querySelector<HTMLInputElement>('[role="combobox"]');
const options = () => [...document.querySelectorAll('[role="option"]')].map((option) => option.textContent);
async function openPalette() {
  await press("k", { metaKey: true });
  await until(() => expect(field()).not.toBeNull());
}
const type = (text: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field(), text);
    field()?.dispatchEvent(new Event("input", { bubbles: true }));
  });

it("J and K move through the rows, and / leads to the search", async () => {
  await press("j");
  expect(active().textContent).toBe("First");
  await press("j");
  await press("j");
  expect(active().textContent).toBe("Second");
  await press("k");
  expect(active().textContent).toBe("First");
  await press("/");
  expect(active().getAttribute("type")).toBe("search");
});

it("R presses the button of the page, and G with a letter leads elsewhere", async () => {
  await press("r");
  expect(resync).toHaveBeenCalledTimes(1);
  await press("g");
  await press("s");
  expect(push).toHaveBeenCalledWith("/projects/p1/auth/status");
});

it("single keys do nothing while one types, and none where they are switched off", async () => {
  document.querySelector("textarea")?.focus();
  await press("r");
  await press("j");
  expect(active().tagName).toBe("TEXTAREA");
  active().blur();
  window.localStorage.setItem("rollcall:single-keys", "off");
  await act(async () => window.dispatchEvent(new Event("rollcall:stored")));
  await press("r");
  expect(resync).not.toHaveBeenCalled();
});

it("the palette finds users of the project, pages, projects and what the page offers", async () => {
  await openPalette();
  expect(options().join()).toContain("billing Degraded");
  expect(options().join()).toContain("Resync now");
  expect(options().join()).not.toContain("storefront");
  await type("ada");
  await until(() => expect(options()).toEqual(["Ada Lovelace ada@example.com"]));
  expect(asked).toEqual(["/api/projects/p1/users?q=ada"]);
  await press("Enter");
  expect(push).toHaveBeenCalledWith("/projects/p1/auth/users/u%2F1");
  expect(field()).toBeNull();
});

it("arrows choose, and an action does what its button does", async () => {
  await openPalette();
  await type("no");
  await press("ArrowDown");
  await press("ArrowUp");
  await type("resync");
  await until(() => expect(options()[0]).toContain("Ada"));
  await press("ArrowUp");
  expect(document.querySelector('[aria-selected="true"]')?.textContent).toContain("Resync now");
  await press("Enter");
  expect(resync).toHaveBeenCalledTimes(1);
});

it("Esc closes the palette and the list of keys, and the focus is where it was", async () => {
  for (const [key, init, dialog] of [
    ["?", {}, "dl"],
    ["k", { metaKey: true }, '[role="combobox"]'],
  ] as const) {
    await press("j");
    const before = active();
    await press(key, init);
    await until(() => expect(document.querySelector(dialog)).not.toBeNull());
    await press("Escape");
    await until(() => expect(document.querySelector(dialog)).toBeNull());
    await until(() => expect(active()).toBe(before));
  }
});

it("? lists the keys, and they can be switched off there", async () => {
  await press("?");
  await until(() => expect(document.querySelector("dl")?.textContent).toContain("Resync now"));
  const button = [...document.querySelectorAll("button")].find(({ textContent }) => /keys off/.test(textContent));
  await act(async () => button?.click());
  expect(window.localStorage.getItem("rollcall:single-keys")).toBe("off");
});
