import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { ProjectListItem } from "@/lib/projects/views";
import { matchingProjects, parseProjectFilter, projectsAddress } from "./project-filter";
import { StateCounts } from "./state-counts";

const project = (name: string, change: Partial<ProjectListItem> = {}): ProjectListItem => ({
  ...{ id: name, name, host: "db.test", database: "app", databaseRole: "app", isDemo: false, role: "viewer" },
  ...{ createdAt: "2026-01-01T00:00:00.000Z", providerName: "Clerk", state: "in-parity", since: null },
  ...{ waiting: 0, provedAt: null },
  ...change,
});
const projects = [
  project("storefront", { state: "action-required" }),
  project("blog", { database: "store" }),
  project("sandbox", { state: null, providerName: null }),
];
const names = (address: string) =>
  matchingProjects(projects, parseProjectFilter(new URLSearchParams(address))).map(({ name }) => name);

it("finds projects by name, provider and database, and by their state", () => {
  expect(names("")).toEqual(["storefront", "blog", "sandbox"]);
  expect(names("q=STORE")).toEqual(["storefront", "blog"]);
  expect(names("q=clerk&state=in-parity")).toEqual(["blog"]);
  expect(names("state=not-connected")).toEqual(["sandbox"]);
  expect(names("state=unheard-of")).toHaveLength(3);
});

it("keeps search and state in the address beside what else is there", () => {
  const current = new URLSearchParams("connect=refused&q=old");
  expect(projectsAddress(current, { search: "", state: "paused" })).toBe("?connect=refused&state=paused");
});

it("counts every state that there is, worst first, and says which one is chosen", () => {
  const html = renderToStaticMarkup(<StateCounts projects={projects} chosen="in-parity" onChoose={() => {}} />);
  const cells = [...html.matchAll(/aria-pressed="(true|false)".*?<\/button>/g)].map(
    ([cell, pressed]) =>
      `${cell
        .replaceAll(/<[^>]*>/g, " ")
        .match(/\d+ +[A-Z].*\w/)?.[0]
        .replace(/ +/, " ")} ${pressed}`,
  );
  expect(cells).toEqual(["1 Action required false", "1 In parity true", "1 Not connected false"]);
});
