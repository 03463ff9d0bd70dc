import { drainInbox } from "@/lib/sync/drain-inbox";
import { finishWalk } from "@/lib/sync/finish-walk";
import { pollChanges } from "@/lib/sync/poll-changes";
import { clearProblem, clearProviderProblem, recordProblem } from "@/lib/sync/problem";
import { stepMillis } from "@/lib/sync/step";
import { countAfterWrites, findWork } from "@/lib/sync/sweep";
import { walkUsers } from "@/lib/sync/walk-users";
import { pass } from "./time";

/** What the engine is doing: whoever answers it may want to know. */
type Doing = "drain" | "walk" | "other";

/** Plays the background functions of one integration, minute after minute, as inngest/functions does with lib/sync. */
export class Engine {
  doing: Doing = "other";
  private left = 60;

  constructor(private readonly integrationId: string) {}

  /** What the sweep finds, each to its end or its failure; then the rest of the minute passes. `isSlow`: one step each. */
  async minute({ isSlow = false, walksFirst = false } = {}): Promise<void> {
    this.left = 60;
    const { drains, polls, walks, counts } = await findWork();
    const mine = walks.filter(({ integrationId }) => integrationId === this.integrationId);
    const walkAll = async () => {
      for (const { runId } of mine) await this.walk(runId, isSlow);
    };
    if (polls.includes(this.integrationId)) await this.poll();
    if (walksFirst) await walkAll();
    if (drains.includes(this.integrationId)) await this.drain(isSlow);
    if (!walksFirst) await walkAll();
    if (counts.includes(this.integrationId)) await this.attempt("other", () => countAfterWrites(this.integrationId));
    await pass(this.left);
  }

  private async poll(): Promise<void> {
    for (let more = true; more; ) {
      const polled = await this.attempt("other", async () => {
        const found = await pollChanges(this.integrationId);
        await clearProviderProblem(this.integrationId);
        return found;
      });
      more = polled?.more ?? false;
    }
  }

  private async drain(isSlow: boolean): Promise<void> {
    for (;;) {
      const drained = await this.attempt("drain", async () => {
        const batch = await drainInbox(this.integrationId, until(isSlow));
        if (batch.settled > 0) await clearProblem(this.integrationId);
        return batch;
      });
      if (!drained) return;
      const { more, againInSeconds } = drained;
      if (more) continue;
      if (againInSeconds === null || againInSeconds > this.left) return;
      this.left -= againInSeconds;
      await pass(againInSeconds);
    }
  }

  private async walk(runId: string, isSlow: boolean): Promise<void> {
    for (let done: boolean | null = false; !done; ) {
      done = await this.attempt("walk", async () => {
        const isDone = await walkUsers(runId, until(isSlow));
        await clearProblem(this.integrationId);
        return isDone;
      });
      if (done === null || (isSlow && !done)) return;
    }
    const next = await finishWalk(runId);
    if (next) await this.walk(next.id, isSlow);
  }

  /** Null where the provider does not answer: the sweep tries again when it is due. What has no words fails the test. */
  private async attempt<T>(doing: Doing, work: () => Promise<T>): Promise<T | null> {
    this.doing = doing;
    try {
      return await work();
    } catch (error) {
      await recordProblem(this.integrationId, error);
      return null;
    } finally {
      this.doing = "other";
    }
  }
}

const until = (isSlow: boolean) => (isSlow ? 0 : Date.now() + stepMillis);
