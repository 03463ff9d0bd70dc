// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ListedUser } from "@/lib/integrations/views";
import { press } from "@/test/press";
import { useColumns } from "./users-columns";
import { UsersFilters } from "./users-filters";
import { ColumnsMenu, ExportMenu } from "./users-menus";
import { UserRows, UsersTable } from "./users-table";

vi.mock("next/navigation", () => ({ useParams: () => ({ projectId: "p1" }) }));

const all = { search: "", show: "all" as const };
const ada: ListedUser = {
  ...{ id: "user_ada", name: "Ada", email: "ada@example.com", createdAt: null, updatedAt: null, deletedAt: null },
  ...{ verified: true, banned: false, link: null },
};
let root: Root;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  window.localStorage.clear();
  document.body.innerHTML = '<main id="main"></main>';
  root = createRoot(document.querySelector("main") ?? document.body);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

const labels = () => [...document.querySelectorAll("label > span")].map(({ textContent }) => textContent);
const heads = () => [...document.querySelectorAll("th")].map(({ textContent }) => textContent);

it("offers a filter only where the provider says such a thing of its users", async () => {
  const show = (knows: { verified: boolean; banned: boolean }) =>
    act(async () => root.render(<UsersFilters filter={all} knows={knows} onChange={() => {}} />));
  await show({ verified: true, banned: true });
  expect(labels()).toEqual(["Show", "Email", "Banned", "Signed up"]);
  await show({ verified: false, banned: false });
  expect(labels()).toEqual(["Show", "Signed up"]);
});

it("a chosen filter goes into the address, and the first choice takes it out again", async () => {
  const onChange = vi.fn();
  const filter = { ...all, banned: true };
  await act(async () =>
    root.render(<UsersFilters filter={filter} knows={{ verified: true, banned: true }} onChange={onChange} />),
  );
  const [, email, banned] = document.querySelectorAll("select");
  const choose = (select: HTMLSelectElement | undefined, value: string) =>
    act(async () => {
      if (!select) throw new Error("no such filter");
      select.value = value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
  expect(banned?.value).toBe("yes");
  await choose(email, "no");
  await choose(banned, "any");
  expect(onChange.mock.calls).toEqual([[{ verified: "no" }], [{ banned: "" }]]);
});

function List() {
  const { shown, toggle } = useColumns();
  return (
    <>
      <ColumnsMenu shown={shown} onToggle={toggle} />
      <ExportMenu projectId="p1" filter={{ ...all, search: "a&b", verified: false }} />
      <UsersTable sort={{ sort: "name", direction: "asc" }} shown={shown} onSort={() => {}}>
        <UserRows users={[ada]} fresh={new Set()} shown={shown} provider="Clerk" />
      </UsersTable>
    </>
  );
}
const open = (name: string) => press(document.querySelector<HTMLElement>(`button[aria-label="${name}"]`));

it("columns are chosen, and this browser remembers which", async () => {
  await act(async () => root.render(<List />));
  expect(heads()).toEqual(["Name", "Email", "Created", "Updated", "Status", "Actions"]);
  await open("Columns");
  for (const name of ["Id", "Created"]) {
    const toggle = [...document.querySelectorAll<HTMLElement>('[role="menuitemcheckbox"]')].find(
      ({ textContent }) => textContent === name,
    );
    await act(async () => toggle?.click());
  }
  expect(heads()).toEqual(["Name", "Email", "Id", "Updated", "Status", "Actions"]);
  await act(async () => root.unmount());
  root = createRoot(document.querySelector("main") ?? document.body);
  await act(async () => root.render(<List />));
  expect(heads()).toEqual(["Name", "Email", "Id", "Updated", "Status", "Actions"]);
});

it("the export asks for exactly what is filtered", async () => {
  await act(async () => root.render(<List />));
  await open("Export");
  const links = [...document.querySelectorAll<HTMLAnchorElement>("a[download]")].map((link) =>
    link.getAttribute("href"),
  );
  expect(links).toEqual([
    "/api/projects/p1/users-export?format=csv&show=all&q=a%26b&verified=no",
    "/api/projects/p1/users-export?format=ndjson&show=all&q=a%26b&verified=no",
  ]);
});
