import { setTimeout } from "node:timers/promises";
import { block, pace, type Terms, takeTokens, throttle } from "@/db/queries/budgets";
import type { Budget } from "@/lib/http-budget";
import type { Pace } from "@/lib/http-pace";
import { log } from "@/lib/log";
import type { Provider } from "@/lib/providers/types";

/** Seconds. Whoever waits holds a connection to the target. */
const longestWait = 5;
/** What was taken is spent within this time or given up, so that another process's 429 is heard of by then. */
const leaseMillis = 1000;

/**
 * Without a documented limit the start is as good as none. The floor is not low, because the waits that a provider tells
 * do the work: some count until they were left alone for a while, and whoever trickles only waits as long for less.
 */
const termsOf = (limit: Provider["limit"], share: number): Terms => {
  if (!limit) return { start: 1_000_000, floor: 10, assumed: 500 };
  const start = (share * limit.requests) / limit.perSeconds;
  return { start, floor: Math.min(1, start), assumed: start };
};

/**
 * The budget of an integration as one pass spends it. Its state is in the database, for all processes. `percent` is what
 * Rollcall may use of a documented limit, or of what is left of a window; the customer's own app keeps the rest.
 */
export const budgetOf = (integrationId: string, limit: Provider["limit"], percent: number): Budget =>
  new SharedBudget(integrationId, termsOf(limit, percent / 100), percent / 100);

class SharedBudget implements Budget {
  private left = 0;
  private leftUntil = 0;
  private rate: number;
  private filling: Promise<number> | null = null;
  private followedAt = 0;

  constructor(
    private readonly id: string,
    private readonly terms: Terms,
    private readonly share: number,
  ) {
    this.rate = terms.start;
  }

  async take(): Promise<number> {
    while (this.left < 1 || Date.now() > this.leftUntil) {
      // Requests at once share one round trip.
      this.filling ??= this.fill().finally(() => {
        this.filling = null;
      });
      const seconds = await this.filling;
      if (seconds > 0) return seconds;
    }
    this.left--;
    return 0;
  }

  private async fill(): Promise<number> {
    const { granted, wait, rate } = await takeTokens(this.id, this.terms);
    this.left = granted;
    this.leftUntil = Date.now() + leaseMillis;
    this.rate = rate;
    if (wait > longestWait) return Math.ceil(wait);
    if (wait > 0) await setTimeout(wait * 1000);
    return 0;
  }

  async learn(status: number, said: Pace): Promise<void> {
    if (status === 429) {
      this.left = 0;
      // No wait at all is no answer to "how long".
      const told = said.retryAfter || said.reset || null;
      log.info({ integrationId: this.id, told }, "the provider's rate limit is reached");
      await throttle(this.id, this.terms, told);
    } else if (said.remaining === 0 && said.reset) {
      this.left = 0;
      await block(this.id, said.reset);
    } else if (said.remaining !== null && said.reset !== null) {
      await this.follow((this.share * said.remaining) / Math.max(1, said.reset), said.remaining, said.limit);
    }
  }

  /** A window may be spent freely down to the app's share; from there on it has to last. */
  private async follow(rate: number, remaining: number, limit: number | null): Promise<void> {
    const isLow = limit === null || remaining < limit * (1 - this.share);
    const isAmple = limit === null || !isLow;
    const differs = (isLow && rate < this.rate) || (isAmple && rate > this.rate);
    if (!differs || Date.now() - this.followedAt < leaseMillis) return;
    this.followedAt = Date.now();
    await pace(this.id, rate);
    this.left = 0;
  }
}
