import { audited } from "@/lib/audit";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { credentialFields, getProvider, hintsOf } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";
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
    const kept = draft ? keptSecrets(provider, typed, credentialsOf(draft) as Record<string, string>) : {};
    const credentials = parseCredentials(provider, { ...typed, ...kept });
    await provider.listProjects(credentials);
    await saveCredentials({
      projectId,
      providerId,
      credentials: sealCredentials({ projectId, providerId }, credentials),
      hints: hintsOf(provider, credentials),
    });
  });

/** Only for the same server and project: a stored secret must not follow somebody to an address of their own. */
function keptSecrets(provider: Provider, typed: Record<string, string>, before: Record<string, string>) {
  const fields = credentialFields(provider);
  const isSame = fields.every(({ name, secret }) => secret || typed[name] === before[name]);
  const empty = fields.filter(({ name, secret }) => secret && !typed[name]);
  return isSame ? Object.fromEntries(empty.map(({ name }) => [name, before[name] ?? ""])) : {};
}
