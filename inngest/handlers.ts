import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";

/** The functions behind Inngest's protocol: over HTTP for an Inngest engine, in process for the embedded one. */
export const handlers = serve({ client: inngest, functions });
