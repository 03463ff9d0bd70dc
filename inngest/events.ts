import { eventType } from "inngest";
import { z } from "zod";

/** An integration's inbox has rows to drain. */
export const changesReceived = eventType("changes/received", {
  schema: z.object({ integrationId: z.string() }),
});

/** An integration's feed is due to be read on. */
export const pollRequested = eventType("poll/requested", {
  schema: z.object({ integrationId: z.string() }),
});

/** A run was made in the console database and waits to be walked. */
export const walkRequested = eventType("walk/requested", {
  schema: z.object({ runId: z.string(), integrationId: z.string() }),
});
