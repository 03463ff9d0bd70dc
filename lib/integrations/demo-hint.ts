import { env } from "@/lib/env";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";

/** `url`: the demo app's page with the values for the form. `known`: those that are no secret. */
type DemoHint = { url: string; known: Record<string, string> };

/** For the Demo project and the kind of auth server that the demo app has. */
export async function demoHint(actor: Actor, projectId: string, providerId: string): Promise<DemoHint | null> {
  const project = await requireRole(actor, projectId, "viewer");
  if (!project.isDemo || !env.DEMO_URL || env.DEMO_PROVIDER !== providerId) return null;
  return {
    url: new URL("/connect", env.DEMO_URL).href,
    known: { baseUrl: new URL("/api/auth", env.DEMO_URL).href },
  };
}
