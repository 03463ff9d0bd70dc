import { ChevronLeft, ChevronRight, type LucideIcon } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { iconButtonClass } from "./button";

type PagerProps = {
  /** "1–50 of 12,445" */
  children: ReactNode;
  /** Addresses; null where there is no such page. */
  previous: string | null;
  next: string | null;
};

/** Previous and next, at the foot of a table. */
export function Pager({ children, previous, next }: PagerProps) {
  return (
    <nav
      aria-label="Pages"
      className="flex min-h-11 items-center gap-2 border-t border-line py-1 pr-2 pl-4 text-12 text-3"
    >
      <span className="flex-1">{children}</span>
      <Step href={previous} label="Previous page" icon={ChevronLeft} />
      <Step href={next} label="Next page" icon={ChevronRight} />
    </nav>
  );
}

function Step({ href, label, icon: Icon }: { href: string | null; label: string; icon: LucideIcon }) {
  const look = iconButtonClass("default", "small");
  return href === null ? (
    <button type="button" disabled aria-label={label} className={look}>
      <Icon aria-hidden />
    </button>
  ) : (
    <Link href={href as Route} scroll={false} aria-label={label} title={label} className={look}>
      <Icon aria-hidden />
    </Link>
  );
}
