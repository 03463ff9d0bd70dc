import { applyChanges, type Drained } from "./apply-changes";
import { stepMillis } from "./step";

const sooner = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b));

/**
 * Works batch after batch until the inbox has nothing that is due, or the time is up, or a walk takes over.
 * Throws as `applyChanges` does; what was settled by then is settled.
 */
export async function drainInbox(integrationId: string, until = Date.now() + stepMillis): Promise<Drained> {
  let settled = 0;
  let againInSeconds: number | null = null;
  for (;;) {
    const batch = await applyChanges(integrationId);
    settled += batch.settled;
    againInSeconds = sooner(againInSeconds, batch.againInSeconds);
    if (!batch.more || batch.walk || Date.now() >= until) return { ...batch, settled, againInSeconds };
  }
}
