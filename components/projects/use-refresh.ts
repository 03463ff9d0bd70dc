"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Renders the page anew every `millis` while it is in sight, so that it never shows old as new. */
export function useRefresh(millis: number): void {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, millis);
    return () => clearInterval(timer);
  }, [router, millis]);
}
