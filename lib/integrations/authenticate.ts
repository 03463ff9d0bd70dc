import { audited } from "@/lib/audit";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { credentialsOf, hintsAndSeal } from "@/lib/sync/credentials";
import { findDraft, saveCredentials } from "./drafts";
import { parseCredentials, withKeptSecrets } from "./parse-credentials";

/** Step 1 of Connect: credentials that the provider accepts right now. A secret left empty keeps the one typed before. */
export const authenticate = (
  actor: Actor,
  projectId: string,
  providerId: string,
  typed: Record<string, string>,
): Promise<void> =>
  audited(actor, { verb: "integration.authenticate", projectId, detail: { provider: providerId } }, async () => {
    await requireRole(actor, projectId, "admin");
    const provider = getProvider(providerId);
    const draft = await findDraft(projectId, providerId);
    const kept = draft ? withKeptSecrets(provider, typed, credentialsOf(draft)) : typed;
    const credentials = parseCredentials(provider, kept);
    await provider.listProjects(credentials);
    const place = { projectId, providerId };
    await saveCredentials({ ...place, ...hintsAndSeal(place, credentials) });
  });
