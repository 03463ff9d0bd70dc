import { findLiveIntegration, saveProblem } from "@/db/queries/integrations";
import { type AppError, toPublicError } from "@/lib/errors";
import { log } from "@/lib/log";

/** Codes that do not heal without a person. */
const needsPerson = new Set(["provider_refused", "target_refused", "conflict", "invalid_input"]);
const longestWait = 300;

/** Seconds until the next try: what the other side asked for, else doubling from 2 s, with jitter, up to 5 minutes. */
const waitFor = (error: AppError | unknown, failures: number): number => {
  const asked = typeof error === "object" && error && "retryAfter" in error ? Number(error.retryAfter) : Number.NaN;
  if (asked > 0) return asked;
  return Math.min(longestWait, 2 ** failures) * (0.75 + Math.random() / 2);
};

/** Remembers why an integration does not work and when it is tried again. Unknown errors are passed on to the engine. */
export async function recordProblem(integrationId: string, error: unknown): Promise<void> {
  const { code, message, meaning, remedy } = toPublicError(error);
  if (code === "internal") throw error;
  const found = await findLiveIntegration(integrationId);
  if (!found) return;
  const before = found.integration.problem;
  const failures = before?.code === code ? before.failures + 1 : 1;
  const now = Date.now();
  const retryAt = new Date(now + waitFor(error, failures) * 1000).toISOString();
  const since = before?.code === code ? before.since : new Date(now).toISOString();
  log.warn({ integrationId, code, failures, retryAt, error }, "integration does not work");
  const problem = { code, message, meaning, remedy, since, failures, retryAt, needsPerson: needsPerson.has(code) };
  await saveProblem(integrationId, problem);
}

/** A provider and a target that answered: whatever was wrong is over. */
export async function clearProblem(integrationId: string): Promise<void> {
  const found = await findLiveIntegration(integrationId);
  if (found?.integration.problem) await saveProblem(integrationId, null);
}
