import { env } from "@/lib/env";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";

/** For the Demo project: where the demo app shows the credentials of its auth server, and that server's address. */
export async function demoHint(actor: Actor, projectId: string): Promise<{ url: string; baseUrl: string } | null> {
  const project = await requireRole(actor, projectId, "viewer");
  if (!project.isDemo || !env.DEMO_URL) return null;
  return { url: new URL("/connect", env.DEMO_URL).href, baseUrl: new URL("/api/auth", env.DEMO_URL).href };
}
