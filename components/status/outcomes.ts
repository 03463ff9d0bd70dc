import type { ChartedOutcome } from "@/lib/integrations/views";

/** What may become of a change, in the order in which the chart stacks it. */
export const outcomeNames: Record<ChartedOutcome, string> = {
  applied: "Applied",
  askedAgain: "Asked again",
  duplicate: "Duplicate",
  superseded: "Superseded",
  parked: "Parked",
  held: "Held",
};
