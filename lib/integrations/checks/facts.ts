import type { Integration } from "@/db/queries/integrations";
import type { PublicError } from "@/lib/errors";
import type { CheckState, CheckView, IntegrationStatus, Words } from "../views";
import type { Probe } from "./probe";

/** Everything that checks are derived from. */
export type Facts = {
  integration: Integration;
  status: IntegrationStatus;
  /** Null while paused. */
  probe: Probe | null;
  /** The usual gap between deliveries in milliseconds, where it can be told. */
  usualGap: number | null;
  /** Seconds by which the embedded engine's first timer is late; null where it has none. */
  engine: { embedded: boolean; late: number | null };
  now: number;
};

type Found = { finding: Words; fix?: Words; links?: CheckView["links"]; okAt?: string | null };

const inState =
  (state: CheckState) =>
  (name: string, { finding, fix, links, okAt = null }: Found): CheckView => ({
    name,
    state,
    finding,
    ...(fix && { fix }),
    ...(links && { links }),
    okAt,
  });

export const failing = inState("failing");
export const waiting = inState("waiting");
export const notChecked = inState("not-checked");
export const passing = inState("passing");

export const paused = (name: string, okAt?: string | null): CheckView =>
  notChecked(name, { finding: ["Nothing is asked while the sync is paused"], okAt });

/** What an error says, and what to do about it. */
export const wordsOf = ({ message, remedy }: PublicError): Pick<Found, "finding" | "fix"> => ({
  finding: [message],
  ...(remedy && { fix: [remedy] }),
});

/** The later of two times; null counts as never. */
export const later = (a: string | null, b: string | null): string | null => ((a ?? "") > (b ?? "") ? a : b);
