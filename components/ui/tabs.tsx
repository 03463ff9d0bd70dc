"use client";
import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Count } from "./count";

export type TabItem = { href: string; label: string; count?: number; countTone?: "bad" };

/** Tabs that are links: each has its own address. The current one is the longest address that the page's begins with. */
export function Tabs({ label, items }: { label: string; items: TabItem[] }) {
  const path = usePathname();
  const current = items
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .reduce<string>((longest, { href }) => (href.length > longest.length ? href : longest), "");
  return (
    <nav
      aria-label={label}
      className="-mb-px flex gap-5 overflow-x-auto overflow-y-hidden border-b border-line pb-px [scrollbar-width:none]"
    >
      {items.map(({ href, label: text, count, countTone }) => (
        <Link
          key={href}
          href={href as Route}
          aria-current={href === current ? "page" : undefined}
          className={clsx(
            "relative inline-flex h-9 shrink-0 items-center gap-1.5 rounded-1 px-0.5 font-medium -outline-offset-2 hover:text-text",
            href === current
              ? "text-text after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:bg-ink"
              : "text-2",
          )}
        >
          {text}
          {count ? <Count value={count} tone={countTone} /> : null}
        </Link>
      ))}
    </nav>
  );
}
