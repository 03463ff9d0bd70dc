// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Plot } from "./plot";

const picked = vi.fn();
let root: Root;

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  picked.mockReset();
  document.body.innerHTML = "<div></div>";
  root = createRoot(document.querySelector("div") ?? document.body);
  const read = (at: number) => ({ title: `stretch ${at}`, figures: [{ name: "Calls", value: `${at}0` }] });
  await act(async () =>
    root.render(
      <Plot
        labels={["a", "b", "c", "d"]}
        top={3}
        format={String}
        read={read}
        pick={{ does: "opens it", at: picked }}
      />,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

const slider = () => document.querySelector("input") as HTMLInputElement;
const shown = () => document.querySelector("div > span")?.textContent;
/** The plot is 530 wide, of which 488 are stretches, from 40 on. */
const pointer = (type: string, place: number, pointerType: string) =>
  act(async () =>
    slider().parentElement?.dispatchEvent(
      new PointerEvent(type, { bubbles: true, clientX: 40 + 122 * (place + 0.5), pointerType, button: 0 }),
    ),
  );
const touch = async (place: number) => {
  await pointer("pointerdown", place, "touch");
  await pointer("pointerup", place, "touch");
};

it("the pointer shows the exact figures, and a click picks the stretch under it", async () => {
  await pointer("pointermove", 1, "mouse");
  expect(shown()).toBe("stretch 1");
  await pointer("pointerdown", 2, "mouse");
  await pointer("pointerup", 2, "mouse");
  expect(picked.mock.calls).toEqual([[2]]);
});

it("a press that ends elsewhere picks nothing", async () => {
  await pointer("pointerdown", 0, "mouse");
  await pointer("pointerup", 3, "mouse");
  expect(picked).not.toHaveBeenCalled();
});

it("a finger sees the figures first, and picks with the second touch", async () => {
  await touch(1);
  expect(shown()).toBe("stretch 1");
  expect(picked).not.toHaveBeenCalled();
  await touch(1);
  expect(picked.mock.calls).toEqual([[1]]);
});

it("keys move the crosshair, say its figures, and Enter picks", async () => {
  await act(async () => slider().focus());
  expect(slider().getAttribute("aria-label")).toBe("Exact figures; Enter opens it");
  expect(slider().getAttribute("aria-valuetext")).toBe("stretch 3: Calls 30");
  expect(shown()).toBe("stretch 3");
  await act(async () => slider().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })));
  expect(picked.mock.calls).toEqual([[3]]);
});
