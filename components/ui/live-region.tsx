"use client";
import { useEffect, useState } from "react";

const event = "rollcall:announce";
const quiet = 5_000;

/** Says something to screen readers, politely; the last of several messages wins. */
export function announce(message: string): void {
  window.dispatchEvent(new CustomEvent(event, { detail: message }));
}

/** The one polite live region of a page: at most one message per 5 s. */
export function LiveRegion() {
  const [message, setMessage] = useState("");
  useEffect(() => {
    let spoken = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onAnnounce = (heard: Event) => {
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          spoken = performance.now();
          // A no-break space makes the same words count as news.
          setMessage((before) => {
            const words = String((heard as CustomEvent).detail);
            return before === words ? `${words}\u00a0` : words;
          });
        },
        Math.max(0, spoken + quiet - performance.now()),
      );
    };
    window.addEventListener(event, onAnnounce);
    return () => {
      clearTimeout(timer);
      window.removeEventListener(event, onAnnounce);
    };
  }, []);
  return (
    <div role="status" className="sr-only">
      {message}
    </div>
  );
}
