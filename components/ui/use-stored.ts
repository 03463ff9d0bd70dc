"use client";
import { useCallback, useSyncExternalStore } from "react";

const changed = "rollcall:stored";

function subscribe(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  // The same console in another tab.
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(changed, listener);
    window.removeEventListener("storage", listener);
  };
}

/** What this page remembers where the browser lets nobody write. */
const here = new Map<string, string>();

function read(key: string): string | null {
  try {
    return here.get(key) ?? window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    here.set(key, value);
  }
  window.dispatchEvent(new Event(changed));
}

/** A text that this browser remembers under `key`; null while it remembers none, and on the server. */
export function useStored(key: string): [string | null, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  return [value, useCallback((next: string) => write(key, next), [key])];
}
