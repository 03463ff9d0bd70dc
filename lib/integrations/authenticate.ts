import { audited } from "@/lib/audit";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { credentialFields, getProvider, hintsOf } from "@/lib/providers";
import { credentialsOf, parseCredentials, sealCredentials } from "./credentials";
import { findDraft, saveCredentials } from "./drafts";

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
    const before = draft ? (credentialsOf(draft) as Record<string, string>) : {};
    const kept = credentialFields(provider).flatMap(({ name, secret }) =>
      secret && !typed[name] && before[name] ? [[name, before[name]]] : [],
    );
    const credentials = parseCredentials(provider, { ...typed, ...Object.fromEntries(kept) });
    await provider.listProjects(credentials);
    await saveCredentials({
      projectId,
      providerId,
      credentials: sealCredentials({ projectId, providerId }, credentials),
      hints: hintsOf(provider, credentials),
    });
  });
