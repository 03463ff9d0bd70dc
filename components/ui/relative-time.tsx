"use client";
import { createContext, type ReactNode, useCallback, useContext, useSyncExternalStore } from "react";
import { clockTime, exactTime, formatDuration, relativeTime } from "@/lib/format";

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  now = Date.now();
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const tell of listeners) tell();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const RenderedAt = createContext<number | undefined>(undefined);

/** Tells the times below when the server rendered the page, so that the browser starts from the same words. */
export function RenderedAtProvider({ now: at, children }: { now: number; children: ReactNode }) {
  return <RenderedAt value={at}>{children}</RenderedAt>;
}

/** Text that depends on now and on the person's zone; the server and the first browser render use its own now and UTC. */
function useTimeText(write: (now: number, zone: string | undefined) => string): string {
  const renderedAt = useContext(RenderedAt);
  return useSyncExternalStore(
    subscribe,
    () => write(now, undefined),
    () => write(renderedAt ?? Date.now(), "UTC"),
  );
}

type TimeProps = { iso: string; className?: string };

/** "18 min ago", ticking; the exact time with its zone on hover. */
export function RelativeTime({ iso, className }: TimeProps) {
  const text = useTimeText(useCallback((at, zone) => relativeTime(iso, at, zone), [iso]));
  return <Time iso={iso} text={text} className={className} />;
}

/** "14:32" or, with `seconds`, "14:32:10"; for events of today and for next tries. */
export function ClockTime({ iso, seconds = false, className }: TimeProps & { seconds?: boolean }) {
  const text = useTimeText(useCallback((_at, zone) => clockTime(iso, zone, seconds), [iso, seconds]));
  return <Time iso={iso} text={text} className={className} />;
}

/** "6 d 23 h", counting down to `iso`; then "a moment". */
export function TimeLeft({ iso, className }: TimeProps) {
  const left = (at: number) => new Date(iso).getTime() - at;
  const text = useTimeText((at) => (left(at) < 1_000 ? "a moment" : formatDuration(left(at))));
  return <Time iso={iso} text={text} className={className} />;
}

function Time({ iso, text, className }: TimeProps & { text: string }) {
  const exact = useTimeText(useCallback((_at, zone) => exactTime(iso, zone), [iso]));
  return (
    <time dateTime={iso} title={exact} className={`whitespace-nowrap ${className ?? ""}`} suppressHydrationWarning>
      {text}
    </time>
  );
}
