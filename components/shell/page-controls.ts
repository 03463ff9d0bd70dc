import type { Command } from "./commands";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Whether a key that comes now belongs to what has the focus. */
export const isBusy = (target: EventTarget | null): boolean =>
  isTyping(target) || document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;

const isInSight = (element: HTMLElement): boolean => element.getClientRects().length > 0;

/** The controls of this page that have a key, as `aria-keyshortcuts` says; those that cannot be used now are left out. */
export const controlsWithKeys = (): { key: string; element: HTMLElement }[] =>
  [...document.querySelectorAll<HTMLElement>("[aria-keyshortcuts]:not(:disabled)")]
    .filter(isInSight)
    .map((element) => ({ key: element.getAttribute("aria-keyshortcuts")?.toLowerCase() ?? "", element }));

/** Uses the control that has this key: an input gets the focus, anything else is pressed. False where none has it. */
export function press(key: string): boolean {
  const found = controlsWithKeys().find((control) => control.key === key)?.element;
  if (!found) return false;
  if (found instanceof HTMLInputElement) found.focus();
  else found.click();
  return true;
}

/** Moves the focus to the link of the next row, or of the one before; Enter then opens it. */
export function moveRow(by: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLTableRowElement>("main tbody tr")].flatMap((row) => {
    const link = row.querySelector<HTMLElement>("a[href]");
    return link && isInSight(link) ? [{ row, link }] : [];
  });
  const now = links.findIndex(({ row }) => row.contains(document.activeElement));
  const next = now < 0 ? 0 : now + by;
  const link = links[next]?.link;
  link?.focus();
  link?.scrollIntoView({ block: "nearest" });
  return link !== undefined;
}

/** What the command does on this page itself; false for one that is not about it, or finds nothing. */
export const carryOut = (command: Command): boolean =>
  command.do === "press" ? press(command.key) : command.do === "row" && moveRow(command.by);
