"use client";
import { Search } from "lucide-react";
import type { Route } from "next";
import { useParams, useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { useOpener } from "@/components/ui/use-opener";
import type { JumpProject } from "./jump";
import { controlsWithKeys } from "./page-controls";
import { type PaletteItem, paletteGroups } from "./palette-items";
import { optionId, PaletteList } from "./palette-list";
import { useFoundUsers } from "./use-found-users";

type PaletteProps = { projects: JumpProject[]; onClose: () => void; onKeys: () => void };

/** Beside it a button may hold the word that it has while it is busy. */
const nameOf = (button: HTMLButtonElement): string =>
  (button.querySelector("span > span") ?? button).textContent.trim();

/** The buttons of the page that have a key: what it offers at this moment. */
const actionsOfPage = () =>
  controlsWithKeys().flatMap(({ key, element }) =>
    element instanceof HTMLButtonElement && key.length === 1
      ? [{ key, label: nameOf(element), run: () => element.click() }]
      : [],
  );

/** What is chosen of these, by the arrows or the pointer: the first one until then. */
function useChoice(items: PaletteItem[], listId: string) {
  const [chosen, choose] = useState<string | null>(null);
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === chosen),
  );
  const move = (by: number) => {
    const item = items[(at + by + items.length) % items.length];
    if (!item) return;
    choose(item.id);
    document.getElementById(optionId(listId, item))?.scrollIntoView({ block: "nearest" });
  };
  return { current: items[at], choose, move };
}

/** Users, projects, pages and actions, by what is typed. */
export function Palette({ projects, onClose, onKeys }: PaletteProps) {
  const { projectId: inSight } = useParams();
  const projectId = typeof inSight === "string" ? inSight : undefined;
  const router = useRouter();
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [actions] = useState(actionsOfPage);
  const search = typed.trim();
  const users = useFoundUsers(projectId, search);
  const groups = paletteGroups({ search, projectId, projects, users, actions, onKeys });
  const { current, choose, move } = useChoice(
    groups.flatMap(({ items }) => items),
    listId,
  );
  const follow = (item: PaletteItem) => {
    onClose();
    if ("href" in item) router.push(item.href as Route);
    else item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && current) follow(current);
    else return;
    event.preventDefault();
  };
  const onType = (text: string) => {
    setTyped(text);
    choose(null);
  };
  const field = {
    listId,
    current,
    placeholder: projectId ? "Users, pages, projects, actions" : "Projects, pages, actions",
  };
  return (
    <PaletteDialog onClose={onClose}>
      <Field {...field} value={typed} onType={onType} onKeyDown={onKeyDown} />
      <PaletteList id={listId} groups={groups} current={current} onHover={({ id }) => choose(id)} onChoose={follow} />
      {!current && <p className="px-4 pb-4 text-2">Nothing here is called “{search}”.</p>}
    </PaletteDialog>
  );
}

const PaletteDialog = ({ onClose, children }: { onClose: () => void; children: ReactNode }) => {
  const opener = useOpener();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          {...opener}
          aria-describedby={undefined}
          className="rise fixed inset-x-4 top-[12dvh] z-50 mx-auto max-w-150 overflow-clip rounded-3 border border-line-strong bg-raised shadow-pop outline-0"
        >
          <Dialog.Title className="sr-only">Search or jump to</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};

type FieldProps = {
  listId: string;
  current: PaletteItem | undefined;
  placeholder: string;
  value: string;
  onType: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** It keeps the focus; the arrows move through the list below it. */
const Field = ({ listId, current, placeholder, value, onType, onKeyDown }: FieldProps) => (
  <div className="flex h-11 items-center gap-2.5 border-b border-line px-3.5">
    <Search className="text-3" aria-hidden />
    <input
      type="text"
      role="combobox"
      aria-expanded
      aria-controls={listId}
      aria-activedescendant={current && optionId(listId, current)}
      aria-label="Search or jump to"
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={onKeyDown}
      className="h-full min-w-0 flex-1 bg-transparent outline-0 placeholder:text-3"
    />
    <Kbd>esc</Kbd>
  </div>
);
