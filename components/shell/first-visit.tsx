"use client";
import { Info, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { guideOf, seenCookie } from "./guides";

const changed = "rollcall:seen";

function subscribe(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  return () => window.removeEventListener(changed, listener);
}

const readSeen = (): string =>
  document.cookie
    .split("; ")
    .find((cookie) => cookie.startsWith(`${seenCookie}=`))
    ?.slice(seenCookie.length + 1) ?? "";

function remember(seen: string[]): void {
  // Not the Cookie Store API, which browsers have on HTTPS only; and a cookie, because the server leaves the sentence out.
  const cookie = `${seenCookie}=${seen.join(".")}; path=/; max-age=${400 * 86_400}; samesite=lax`;
  Object.assign(document, { cookie });
  window.dispatchEvent(new Event(changed));
}

/** One sentence about the page, until it is put away; `seen` is what this browser has put away, as it told the server. */
export function FirstVisit({ seen: told }: { seen: string }) {
  const guide = guideOf(usePathname());
  const seen = useSyncExternalStore(subscribe, readSeen, () => told).split(".");
  if (!guide || seen.includes(guide.name)) return null;
  return (
    <aside
      aria-label="About this page"
      className="no-print flex items-center gap-2.5 rounded-3 border border-line bg-surface py-1 pr-1 pl-3.5"
    >
      <Info className="size-3.5 text-3" aria-hidden />
      <p className="min-w-0 flex-1 py-1 text-2">{guide.sentence}</p>
      <IconButton size="small" label="Put away" onClick={() => remember([...seen.filter(Boolean), guide.name])}>
        <X className="size-3.5" aria-hidden />
      </IconButton>
    </aside>
  );
}
