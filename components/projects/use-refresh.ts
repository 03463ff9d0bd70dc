"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/** Whether a page would come. A refresh that gets no answer would leave the page for the browser's own error. */
async function isThere(): Promise<boolean> {
  try {
    const { parts } = await (await fetch("/api/ready", { cache: "no-store" })).json();
    return parts.database === "ok";
  } catch {
    return false;
  }
}

/**
 * Renders the page anew every `millis` while it is in sight, so that it never shows old as new. Returns since when that
 * cannot be done.
 */
export function useRefresh(millis: number): string | null {
  const router = useRouter();
  const [silentSince, setSilentSince] = useState<string | null>(null);
  useEffect(() => {
    let last = new Date().toISOString();
    const refresh = async () => {
      if (document.visibilityState !== "visible") return;
      if (await isThere()) {
        last = new Date().toISOString();
        setSilentSince(null);
        router.refresh();
      } else setSilentSince(last);
    };
    const timer = setInterval(refresh, millis);
    return () => clearInterval(timer);
  }, [router, millis]);
  return silentSince;
}
