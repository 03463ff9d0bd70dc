"use client";
import clsx from "clsx";
import { Check } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { type ReactNode, Suspense, startTransition, use, useState } from "react";
import { onDemand } from "./on-demand";
import { Sleeping, type Trigger } from "./sleeping";

const fetchRadix = onDemand(() => import("./radix-menu"));
const useRadix = () => use(fetchRadix()).DropdownMenu;

type MenuProps = { trigger: Trigger; children: ReactNode; align?: "start" | "end" };

/** A menu that opens from its trigger. It stays inside of the landmark that holds the trigger. */
export function Menu(props: MenuProps) {
  const [isAwake, setAwake] = useState(false);
  const wake = () => startTransition(() => setAwake(true));
  if (!isAwake) return <Sleeping trigger={props.trigger} opens="menu" fetch={fetchRadix} onWake={wake} />;
  return (
    <Suspense fallback={props.trigger}>
      <AwakeMenu {...props} />
    </Suspense>
  );
}

function AwakeMenu({ trigger, children, align = "end" }: MenuProps) {
  const DropdownMenu = useRadix();
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
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
  const DropdownMenu = useRadix();
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
  const DropdownMenu = useRadix();
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const DropdownMenu = useRadix();
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
  const DropdownMenu = useRadix();
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
  const DropdownMenu = useRadix();
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
