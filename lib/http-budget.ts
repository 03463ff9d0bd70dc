import { AsyncLocalStorage } from "node:async_hooks";
import { AppError } from "@/lib/errors";
import type { Pace } from "@/lib/http-pace";

/** How much may be asked of one provider, whoever asks. */
export type Budget = {
  /** Waits until one request may go out and gives 0; where that takes too long, gives the seconds at once. */
  take(): Promise<number>;
  /** Hears what every answer said about the pace. */
  learn(status: number, pace: Pace): Promise<void>;
};

type Spending = Budget & { sent: number };

const current = new AsyncLocalStorage<Spending>();

/** Every request that `work` sends through `requestJson` draws on this budget, and is counted. */
export function withBudget<T>(budget: Budget, work: () => Promise<T>): Promise<T> {
  const spending: Spending = {
    sent: 0,
    take: async () => {
      const seconds = await budget.take();
      if (seconds === 0) spending.sent++;
      return seconds;
    },
    learn: (status, pace) => budget.learn(status, pace),
  };
  return current.run(spending, work);
}

export const currentBudget = (): Budget | undefined => current.getStore();

/** How many requests this pass has sent so far; 0 outside of `withBudget`. */
export const requestsSent = (): number => current.getStore()?.sent ?? 0;

/** The provider wants to be asked later: nothing is wrong, and no user has failed. */
export class Throttled extends AppError {
  constructor(name: string, retryAfter: number | undefined) {
    super("provider_unavailable", `${name} takes no more requests for now: its rate limit is reached.`, {
      meaning: "Your table stays as it is.",
      remedy: "Rollcall goes on by itself as soon as it may.",
      retryAfter,
    });
  }
}
