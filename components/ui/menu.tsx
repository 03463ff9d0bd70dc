"use client";
import clsx from "clsx";
import { Check } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

/** A menu that opens from its trigger (a button). It stays inside of the landmark that holds the trigger. */
export function Menu({
  trigger,
  children,
  align = "end",
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className="rise z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-48 overflow-y-auto rounded-3 border border-line-strong bg-raised p-1 shadow-pop"
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

const rowLook =
  "flex h-7.5 items-center gap-2.5 rounded-1 px-2 outline-0 select-none data-highlighted:bg-active pointer-coarse:h-10";

type MenuItemProps = {
  icon?: ReactNode;
  href?: string;
  /** The address is a file to be kept. */
  download?: boolean;
  onSelect?: () => void;
  danger?: boolean;
  current?: boolean;
  /** Shown at the right end, such as a state. */
  aside?: ReactNode;
  children: ReactNode;
};

/** One row: a link when it has an address, an action otherwise. An address on another site opens in a new tab. */
export function MenuItem(props: MenuItemProps) {
  const { icon, href, download = false, onSelect, danger = false, current = false, aside, children } = props;
  const row = (
    <>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside}
    </>
  );
  return (
    <DropdownMenu.Item
      asChild={href !== undefined}
      onSelect={onSelect}
      className={clsx(rowLook, danger ? "text-bad" : "[&>.lucide]:text-2", current && "font-medium")}
    >
      {href === undefined ? (
        row
      ) : download ? (
        <a href={href} download>
          {row}
        </a>
      ) : href.startsWith("/") ? (
        <Link href={href as Route} aria-current={current ? "page" : undefined}>
          {row}
        </Link>
      ) : (
        <a href={href} target="_blank" rel="noreferrer">
          {row}
        </a>
      )}
    </DropdownMenu.Item>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="flex h-6.5 items-center px-2 text-11 font-medium text-3">
      {children}
    </DropdownMenu.Label>
  );
}

type Choice = { value: string; label: string; icon?: ReactNode };

/** Rows of which exactly one is chosen; the menu stays open. */
export function MenuChoices({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: string;
  choices: Choice[];
  onChange: (value: string) => void;
}) {
  return (
    <DropdownMenu.RadioGroup aria-label={label} value={value} onValueChange={onChange}>
      <MenuLabel>{label}</MenuLabel>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          key={choice.value}
          value={choice.value}
          onSelect={(event) => event.preventDefault()}
          className={clsx(rowLook, "[&>.lucide]:text-2")}
        >
          {choice.icon}
          <span className="flex-1">{choice.label}</span>
          <DropdownMenu.ItemIndicator>
            <Check className="size-3.5" aria-hidden />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

/** A row that is on or off; the menu stays open. */
export function MenuToggle({ on, onChange, children }: { on: boolean; onChange: () => void; children: ReactNode }) {
  return (
    <DropdownMenu.CheckboxItem
      checked={on}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={rowLook}
    >
      <span className="min-w-0 flex-1 truncate">{children}</span>
      <DropdownMenu.ItemIndicator>
        <Check className="size-3.5" aria-hidden />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.CheckboxItem>
  );
}
