import { isEmbedded } from "@/inngest/client";
import { handlers } from "@/inngest/handlers";

export const runtime = "nodejs";

const nothing = async () => new Response(null, { status: 404 });

// The embedded engine calls in process: nothing is offered to the network.
export const { GET, POST, PUT } = isEmbedded ? { GET: nothing, POST: nothing, PUT: nothing } : handlers;
