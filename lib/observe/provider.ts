import { AppError } from "@/lib/errors";
import type { Provider } from "@/lib/providers/types";
import { countMinute } from "./minutes";
import { metrics } from "./registry";
import { type Subject, traced } from "./tracing";

/** An error's code where it is one of ours. */
const outcomeOf = (error: unknown) => (error instanceof AppError ? error.code : "failed");

/** The users that a question names; the first argument is always the credentials. */
const usersOf = (call: string, [, ids]: unknown[]): string[] =>
  call.startsWith("getUser") ? [ids].flat().filter((id) => typeof id === "string") : [];

/** The same provider; each question to it is counted, timed and traced. */
export function watchProvider(provider: Provider, subject: Subject): Provider {
  return new Proxy(provider, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      // Links are made without asking anybody.
      if (typeof member !== "function" || typeof name !== "string" || name === "links") return member;
      return (...args: unknown[]) =>
        ask(subject, name, usersOf(name, args), async () => Reflect.apply(member, target, args));
    },
  });
}

async function ask<T>({ id, providerId }: Subject, call: string, users: string[], question: () => Promise<T>) {
  const labels = { provider: providerId, call };
  const { providerRequests, providerTime } = metrics();
  const stopClock = providerTime.startTimer(labels);
  const count = (outcome: string) => {
    providerRequests.inc({ integration: id, ...labels, outcome });
    // Refused, or not answered at all; anything else that failed did not fail there.
    countMinute(id, { requests: 1, refused: outcome.startsWith("provider_") ? 1 : 0 });
  };
  const about = { "rollcall.integration": id, "rollcall.provider": providerId, "rollcall.users": users.length };
  try {
    const answer = await traced(`provider.${call}`, about, question, users);
    count("ok");
    return answer;
  } catch (error) {
    count(outcomeOf(error));
    throw error;
  } finally {
    stopClock();
  }
}
