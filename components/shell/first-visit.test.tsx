// @vitest-environment happy-dom
import { act } from "react";
import { hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FirstVisit } from "./first-visit";
import { guideOf } from "./guides";

let path = "/projects";
vi.mock("next/navigation", () => ({ usePathname: () => path }));

let root: Root | undefined;
beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  path = "/projects";
});
afterEach(async () => {
  await act(async () => root?.unmount());
  vi.unstubAllGlobals();
});

it("the server leaves out what this browser has put away, so that nothing jumps", () => {
  expect(renderToString(<FirstVisit seen="" />)).toContain("Each project is one Postgres database.");
  expect(renderToString(<FirstVisit seen="users.projects" />)).toBe("");
});

it("one click puts the sentence away, for this page and for good", async () => {
  document.body.innerHTML = renderToString(<FirstVisit seen="" />);
  await act(async () => {
    root = hydrateRoot(document.body, <FirstVisit seen="" />);
  });
  await act(async () => document.querySelector("button")?.click());
  expect(document.body.textContent).toBe("");
  expect(document.cookie).toContain("rollcall-seen=projects");
  path = "/projects/p1/auth/status";
  await act(async () => root?.render(<FirstVisit seen="" />));
  expect(document.body.textContent).toContain("Each check says what it found.");
});

it("each page has a sentence of its own, and a form has none", () => {
  const pages = ["auth", "auth/users/u1", "auth/status", "auth/activity", "auth/activity/runs/r1", "auth/settings"];
  const others = ["database", "people", "audit", "settings"];
  const paths = [...pages, ...others].map((page) => `/projects/p1/${page}`);
  const names = [...paths, "/projects", "/account", "/account/sessions"].map((path) => guideOf(path)?.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).not.toContain(undefined);
  expect(guideOf("/projects/p1/auth/connect/clerk")).toBeUndefined();
  expect(guideOf("/projects/new")).toBeUndefined();
});
