import { Inngest } from "inngest";
import { registry } from "@/inngest/embedded/functions";
import { embeddedOptions } from "@/inngest/embedded/options";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** The embedded executor runs the functions unless one of Inngest's own variables names another engine. */
export const isEmbedded = !(env.INNGEST_DEV || env.INNGEST_BASE_URL || env.INNGEST_EVENT_KEY);

/** Sends events and defines functions. Checkpointing is off: one step per request, the same on every engine. */
export const inngest = new Inngest({
  id: "rollcall",
  checkpointing: false,
  logger: log,
  ...(isEmbedded ? embeddedOptions(registry) : {}),
});
