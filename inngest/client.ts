import { Inngest } from "inngest";
import { registry } from "@/inngest/embedded/functions";
import { embeddedOptions } from "@/inngest/embedded/options";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** An address or yes; "0" and "false" are a no, as Inngest reads them. */
const isDev = !["", "0", "false"].includes(env.INNGEST_DEV?.trim().toLowerCase() ?? "");

/** The embedded executor runs the functions unless one of Inngest's own variables names another engine. */
export const isEmbedded = !(isDev || env.INNGEST_BASE_URL || env.INNGEST_EVENT_KEY);

/** Sends events and defines functions. Checkpointing is off: one step per request, the same on every engine. */
export const inngest = new Inngest({
  id: "rollcall",
  checkpointing: false,
  logger: log,
  ...(isEmbedded ? embeddedOptions(registry) : {}),
});
