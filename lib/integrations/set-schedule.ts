import { saveSchedule } from "@/db/queries/settings";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { checkEvery, pollEvery } from "@/lib/sync/schedule";
import { requireIntegration } from "./require-integration";

/** Null: the console's own. */
type Input = { checkEveryMinutes: number | null; pollEverySeconds: number | null };

const limits = {
  checkEveryMinutes: { least: 5, most: 7 * 24 * 60, words: "A full check comes every 5 minutes to 7 days." },
  pollEverySeconds: { least: 10, most: 3600, words: "A feed is read every 10 seconds to 1 hour." },
} as const;

/** How often every user is compared, and how often the provider's feed is read where it has one. */
export const setSchedule = (actor: Actor, projectId: string, input: Input): Promise<void> => {
  const { checkEveryMinutes, pollEverySeconds } = input;
  const detail = { checkEveryMinutes: checkEveryMinutes ?? "default", pollEverySeconds: pollEverySeconds ?? "default" };
  return audited(actor, { verb: "integration.set-schedule", projectId, detail }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    mustFit("checkEveryMinutes", checkEveryMinutes);
    mustFit("pollEverySeconds", pollEverySeconds);
    const effective = { check: checkEvery(input) * 60, poll: pollEvery(input) };
    await saveSchedule(integration.id, { checkEveryMinutes, pollEverySeconds }, effective);
  });
};

function mustFit(field: keyof typeof limits, value: number | null): void {
  const { least, most, words } = limits[field];
  if (value === null || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new AppError("invalid_input", words, { field });
}
