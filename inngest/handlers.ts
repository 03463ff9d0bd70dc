import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import type { Handlers } from "@/inngest/embedded/call";
import { functions } from "@/inngest/functions";

/** The functions behind Inngest's protocol: over HTTP for an Inngest engine, in process for the embedded one. */
export const handlers = serve({
  client: inngest,
  functions,
  // Otherwise anybody could make us register again, at whatever address their request names.
  enableUnauthedSync: false,
});

// The executor lives in another module graph, which `next dev` never loads again: it takes the latest from here.
const shared = globalThis as typeof globalThis & { rollcallHandlers?: Handlers };
shared.rollcallHandlers = handlers;
