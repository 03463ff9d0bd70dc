import type { Integration } from "@/db/queries/integrations";
import { env } from "@/lib/env";

const minute = 60_000;

/** How often every user is compared, in minutes. */
export const checkEvery = ({ checkEveryMinutes }: Pick<Integration, "checkEveryMinutes">): number =>
  checkEveryMinutes ?? env.CHECK_EVERY_MINUTES;

/** How often the provider's feed is read, in seconds. */
export const pollEvery = ({ pollEverySeconds }: Pick<Integration, "pollEverySeconds">): number =>
  pollEverySeconds ?? env.POLL_EVERY_SECONDS;

/** When every user is compared again, counted from now. */
export const nextCheck = (integration: Pick<Integration, "checkEveryMinutes">): Date =>
  new Date(Date.now() + checkEvery(integration) * minute);

/** When the feed is read again, counted from now. */
export const nextPoll = (integration: Pick<Integration, "pollEverySeconds">): Date =>
  new Date(Date.now() + pollEvery(integration) * 1000);

/** When the users changed since the last walk are looked at, counted from now. */
export const nextDelta = (): Date => new Date(Date.now() + env.DELTA_EVERY_MINUTES * minute);
