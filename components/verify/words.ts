import { formatCount, formatNumber } from "@/lib/format";
import type { DifferenceView, RunView, VerifyResult, VerifyView } from "@/lib/integrations/views";

export const total = ({ counts: { missing, changed, extra } }: VerifyResult): number => missing + changed + extra;

export const kindWords: Record<DifferenceView["kind"], string> = {
  missing: "Missing",
  changed: "Changed",
  extra: "Extra",
};

/** What of the row is wrong. */
export function wrongIn({ kind, fields }: DifferenceView, provider: string): string {
  if (kind === "missing") return `${provider} has the user, the table has no row.`;
  if (kind === "extra") return `The row is live, and ${provider} does not know the user.`;
  return fields.join(", ");
}

export const whyBlocked: Record<NonNullable<VerifyView["blocked"]>, string> = {
  "first-copy": "The first copy is still under way. A full compare follows it by itself; verify after that.",
  compare: "A full compare is running. It compares contents too; verify once it has ended.",
  paused: "The sync is paused. Resume it to verify.",
};

/** "7,817 of 12,400 users compared", or "7,817 users compared so far" where the provider gives no total. */
export function howFar({ seen, expected, phase }: RunView, provider: string): string {
  if (phase === "suspects")
    return `${formatCount(seen, "user")} compared. What differs is read from ${provider} by id.`;
  return expected === null
    ? `${formatCount(seen, "user")} compared so far.`
    : `${formatNumber(Math.min(seen, expected))} of ${formatCount(expected, "user")} compared.`;
}

/** What a repair does, by the numbers that were shown. */
export function repairWords({ counts: { missing, changed, extra } }: VerifyResult, provider: string): string[] {
  const written = missing + changed;
  return [
    written > 0
      ? `${formatCount(written, "user")} ${written === 1 ? "is" : "are"} read from ${provider} and written.`
      : "",
    extra > 0
      ? `${formatCount(extra, "row")} of nobody ${extra === 1 ? "is" : "are"} marked deleted, after ${provider} was asked once more. The limit for deletions holds.`
      : "",
  ].filter(Boolean);
}
