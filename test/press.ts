import { act } from "react";
import { vi } from "vitest";

/** Presses as a person does, and waits for what comes with the first press: the code of a menu or of a dialog. */
export async function press(button: HTMLElement | null | undefined): Promise<void> {
  await act(async () => button?.click());
  await act(() => vi.dynamicImportSettled());
}
