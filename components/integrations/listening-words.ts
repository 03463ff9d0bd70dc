import { formatDuration } from "@/lib/format";
import type { ListeningView } from "@/lib/integrations/views";

/** 60 → "every minute", 300 → "every 5 min", 3600 → "every hour". */
export function every(seconds: number): string {
  if (seconds === 60) return "every minute";
  if (seconds === 3600) return "every hour";
  if (seconds < 60) return `every ${seconds} s`;
  return `every ${formatDuration(seconds * 1000)}`;
}

const within = (seconds: number) =>
  seconds === 3600 ? "an hour" : formatDuration(seconds * 1000).replace(/\.0 s$/, " s");

/** The delay that the quickest way which works brings about. */
export function delayOf({ webhook, feed, delta, walk }: ListeningView): string {
  if (webhook?.reachable && webhook.lastEventAt) return "Changes arrive within seconds.";
  if (feed?.on) return `Changes arrive within about ${within(feed.everySeconds + 10)}.`;
  const full = `within ${within(walk.everyMinutes * 60)}`;
  if (delta) return `New and changed users arrive within about ${within(delta.everyMinutes * 60)}, deletions ${full}.`;
  return `Changes arrive ${full}, with the next full check.`;
}
