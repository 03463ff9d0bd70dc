import { findLiveIntegration, saveProblem } from "@/db/queries/integrations";
import { AppError, toPublicError } from "@/lib/errors";
import { Throttled } from "@/lib/http-budget";
import { log } from "@/lib/log";
import { Paused } from "./paused";

/** Codes that do not heal without a person. */
const needsPerson = new Set(["provider_refused", "target_refused", "conflict", "invalid_input"]);
/** A problem of this code is a wait for the provider's rate limit: nothing is wrong. */
const throttled = "provider_throttled";
const longestWait = 300;

/** Seconds until the next try: what the other side asked for, else doubling from 2 s, with jitter, up to 5 minutes. */
const waitFor = (error: unknown, failures: number): number => {
  const asked = error instanceof AppError ? error.retryAfter : undefined;
  if (asked) return asked;
  return Math.min(longestWait, 2 ** failures) * (0.75 + Math.random() / 2);
};

/**
 * Remembers why an integration does not work and when it is tried again; a pause is no problem. Unknown errors are passed
 * on to the engine.
 */
export async function recordProblem(integrationId: string, error: unknown): Promise<void> {
  if (error instanceof Paused) return;
  const { code: kind, message, meaning, remedy } = toPublicError(error);
  if (kind === "internal") throw error;
  const found = await findLiveIntegration(integrationId);
  if (!found) return;
  const code = error instanceof Throttled ? throttled : kind;
  const before = found.integration.problem;
  const failures = before?.code === code ? before.failures + 1 : 1;
  const now = Date.now();
  const retryAt = new Date(now + waitFor(error, failures) * 1000).toISOString();
  // Who is told to wait has learned nothing else: what a person has to mend is as it was.
  if (code === throttled && before?.needsPerson) return void (await saveProblem(integrationId, { ...before, retryAt }));
  const since = before?.code === code ? before.since : new Date(now).toISOString();
  if (code === throttled) log.info({ integrationId, retryAt }, "integration waits for the provider's rate limit");
  else log.warn({ integrationId, code, failures, retryAt, error }, "integration does not work");
  const problem = { code, message, meaning, remedy, since, failures, retryAt, needsPerson: needsPerson.has(code) };
  await saveProblem(integrationId, problem);
}

/** A provider and a target that answered: whatever was wrong is over. */
export async function clearProblem(integrationId: string): Promise<void> {
  const found = await findLiveIntegration(integrationId);
  if (found?.integration.problem) await saveProblem(integrationId, null);
}

/** A provider that answered, and nothing is known of the target: only the provider's part is over. */
export async function clearProviderProblem(integrationId: string): Promise<void> {
  const found = await findLiveIntegration(integrationId);
  if (found?.integration.problem?.code.startsWith("provider_")) await saveProblem(integrationId, null);
}
