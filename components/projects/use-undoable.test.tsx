// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { toast } from "sonner";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ToastsPlace } from "@/components/ui/toasts-place";
import { RenameCard } from "./rename-card";

const sent: string[] = [];
let refusal: string | undefined;
let root: Root;

const rename = async (_: unknown, form: FormData) => {
  sent.push(`${form.get("projectId")} ${form.get("name")}`);
  return refusal ? { error: { code: "forbidden" as const, message: refusal } } : {};
};

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  sent.length = 0;
  refusal = undefined;
  document.body.innerHTML = "<div></div>";
  root = createRoot(document.querySelector("div") ?? document.body);
  await show("before");
});
afterEach(async () => {
  // Sonner keeps them for the next toaster.
  await act(async () => toast.dismiss());
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

/** The page as the server gives it when this is the name. */
const show = (name: string) =>
  act(async () =>
    root.render(
      <>
        <RenameCard project={{ id: "p1", name }} action={rename} />
        <ToastsPlace />
      </>,
    ),
  );
const field = () => document.querySelector<HTMLInputElement>('input[name="name"]');
async function save(name: string) {
  Object.assign(field() ?? {}, { value: name });
  await act(async () =>
    document.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
  );
  await until(() => expect(sent).toContain(`p1 ${name}`));
}
const undo = () => [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Undo");
async function until(check: () => void) {
  await act(() => vi.waitFor(check));
}

it("a saved setting can be undone: the same verb sets back what was stored before, and the form shows it", async () => {
  await save("after");
  await show("after");
  await until(() => expect(undo()).toBeDefined());
  await act(async () => undo()?.click());
  await until(() => expect(document.body.textContent).toContain("The setting is what it was."));
  await show("before");
  expect(sent).toEqual(["p1 after", "p1 before"]);
  expect(field()?.value).toBe("before");
});

it("what was refused offers no Undo, and says so in the form", async () => {
  refusal = "That name is taken.";
  await save("taken");
  await until(() => expect(document.querySelector('[role="alert"]')?.textContent).toContain("That name is taken."));
  expect(undo()).toBeUndefined();
});

it("an Undo that is refused says why, and what was saved stays", async () => {
  await save("after");
  await show("after");
  await until(() => expect(undo()).toBeDefined());
  refusal = "You may not change this any more.";
  await act(async () => undo()?.click());
  await until(() => expect(document.body.textContent).toContain("You may not change this any more."));
  expect(field()?.value).toBe("after");
});
