"use client";
import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";

export type LinkTab = {
  href: string;
  label: string;
  /** Things on that page which wait for a person; nothing is shown for none. */
  count?: number;
};

/** Pages that belong together, each with its own address. They scroll sideways where there is no room. */
export function LinkTabs({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto border-b border-line px-4 md:mx-0 md:px-0">
      <ul className="flex min-w-max gap-4">
        {tabs.map(({ href, label: name, count = 0 }) => (
          <li key={href}>
            <Link
              href={href as Route}
              aria-current={path === href ? "page" : undefined}
              className={clsx(
                "flex h-9 items-center gap-1.5 border-b-2 -outline-offset-2",
                path === href ? "border-ink font-medium text-text" : "border-transparent text-2 hover:text-text",
              )}
            >
              {name}
              {count > 0 && (
                <span className="rounded-full bg-bad-wash px-1.5 text-11 font-medium text-bad">
                  {count}
                  <span className="sr-only"> to decide</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
