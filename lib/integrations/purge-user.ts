import { audited } from "@/lib/audit";
import type { Actor } from "@/lib/projects/views";
import { purgeUser as purge } from "@/lib/sync/purge-user";
import { requireIntegration } from "./require-integration";

/** `delete`: the row goes. `blank`: the row stays for the keys that refer to it, without personal data. */
type Input = { userId: string; how: "delete" | "blank" };

/** Purges one user whom the provider no longer knows, at once. Throws as `lib/sync/purge-user` does. */
export const purgeUser = (actor: Actor, projectId: string, { userId, how }: Input): Promise<void> =>
  audited(actor, { verb: "integration.purge-user", projectId, detail: { userId, how } }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    await purge(integration.id, userId, how);
  });
