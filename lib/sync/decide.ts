import type { ProviderUser } from "@/lib/providers/types";

/** Seconds before a read that contradicts its event is asked again; after the last one it settles. */
export const askAgainAfter = [2, 20, 120];

export type Decision = "write" | "gone" | "ask-again";

type Event = { kind: "created" | "updated" | "deleted"; sourceUpdatedAt: string | null; asked: number };

const older = (a: string | null, b: string | null | undefined) => Boolean(a && b && Date.parse(a) < Date.parse(b));

/**
 * What a fresh read of one user means. The read decides, never the event; but providers' reads can lag their events,
 * so a read that contradicts its event, or would take the row's own `updated_at` backwards, is asked again first.
 */
export function decide(event: Event, read: ProviderUser | null, storedUpdatedAt: string | undefined): Decision {
  const contradicts = read
    ? event.kind === "deleted" || older(read.updatedAt, event.sourceUpdatedAt) || older(read.updatedAt, storedUpdatedAt)
    : event.kind !== "deleted";
  if (contradicts && event.asked < askAgainAfter.length) return "ask-again";
  return read ? "write" : "gone";
}
