"use client";
import { useEffect, useRef, useState } from "react";
import type { SyncedUser } from "@/lib/target/types";

const none: ReadonlySet<string> = new Set();
const stay = 2_000;

/** Ids of the rows that came or changed since the last look at the same `view`, for 2 s (until the next change under reduced motion). */
export function useFreshRows(users: SyncedUser[] | undefined, view: string): ReadonlySet<string> {
  const before = useRef<{ view: string; rows: Map<string, string> }>(undefined);
  const [fresh, setFresh] = useState(none);
  useEffect(() => {
    if (!users) return;
    const rows = new Map(users.map((user) => [user.id, JSON.stringify(user)]));
    const known = before.current?.view === view ? before.current.rows : rows;
    before.current = { view, rows };
    const changed = users.filter(({ id }) => known.get(id) !== rows.get(id)).map(({ id }) => id);
    if (changed.length > 0) setFresh(new Set(changed));
  }, [users, view]);
  useEffect(() => {
    if (fresh.size === 0 || window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const timer = setTimeout(() => setFresh(none), stay);
    return () => clearTimeout(timer);
  }, [fresh]);
  return fresh;
}
