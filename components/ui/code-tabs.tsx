"use client";
import { Tabs } from "radix-ui";
import { useState } from "react";
import { CodeBlock } from "./code-block";
import { CopyButton } from "./copy-button";

export type CodeTab = { id: string; label: string; code: string };

/** A card with one snippet per tab; the button copies the one in sight. */
export function CodeTabs({ title, tabs }: { title: string; tabs: CodeTab[] }) {
  const [open, setOpen] = useState(tabs[0]?.id ?? "");
  const shown = tabs.find(({ id }) => id === open);
  return (
    <section aria-label={title} className="min-w-0 overflow-clip rounded-3 border border-line bg-surface">
      <header className="flex min-h-11 items-center gap-2 border-b border-line py-1.5 pr-1 pl-4">
        <h2 className="flex-1 font-semibold">{title}</h2>
        {shown && <CopyButton text={shown.code} label={`Copy ${shown.label}`} />}
      </header>
      <Tabs.Root value={open} onValueChange={setOpen}>
        <Tabs.List aria-label={title} className="flex gap-5 overflow-x-auto px-4 [scrollbar-width:none]">
          {tabs.map(({ id, label }) => (
            <Tabs.Trigger
              key={id}
              value={id}
              className="relative h-9 shrink-0 rounded-1 px-0.5 font-medium text-2 -outline-offset-2 hover:text-text data-[state=active]:text-text data-[state=active]:after:absolute data-[state=active]:after:inset-x-0 data-[state=active]:after:bottom-0 data-[state=active]:after:h-0.5 data-[state=active]:after:bg-ink"
            >
              {label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {tabs.map(({ id, label, code }) => (
          <Tabs.Content key={id} value={id} tabIndex={-1} className="border-t border-line">
            <CodeBlock code={code} label={label} />
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </section>
  );
}
