import type { Part } from "../suite";

/** Where the lack of each guard shows soonest, so that nobody has to wait for it. */
const shownBy = {
  floor: { part: "races", name: "a slow read and a newer one" },
  "fresh-seq": { part: "races", name: "two reads that overlap" },
  tombstone: { part: "races", name: "a slow read and a deletion" },
  confirm: { part: "points", name: "a short list" },
  identity: { part: "points", name: "another project" },
  "durable-ack": { part: "points", name: "a delivery and its drain" },
  "checkpoint-order": { part: "points", name: "backfill" },
  wake: { part: "wakes", name: "wake" },
} satisfies Record<string, { part: Part; name: string }>;

export type Guard = keyof typeof shownBy;
export const guards = Object.keys(shownBy) as Guard[];

/** Throws where there is no such guard. */
export function guardNamed(name: string): Guard {
  const found = guards.find((guard) => guard === name);
  if (!found) throw new Error(`--without takes one of ${guards.join(", ")}`);
  return found;
}

/** The one scenario or race that shows what the engine is without this guard. */
export const showing = (guard: Guard): { parts: Part[]; names: string[] } => ({
  parts: [shownBy[guard].part],
  names: [shownBy[guard].name],
});
