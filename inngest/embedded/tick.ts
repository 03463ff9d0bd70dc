import { Cron } from "croner";

/** The first tick of a cron pattern (5 fields, or 6 with seconds; UTC) after `after`. Throws on a bad pattern. */
export const nextTick = (pattern: string, after = new Date()) => new Cron(pattern, { timezone: "UTC" }).nextRun(after);
