import { receiveChanges } from "@/db/queries/changes";
import { personEvent } from "@/db/queries/differences";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import type { Change } from "@/lib/providers/types";
import { credentialsOf } from "@/lib/sync/credentials";
import { requireIntegration } from "./require-integration";
import { wakeDrain } from "./wake";

type Input = { email: string; name: string | null };

/** Creates a user at the provider. The row comes by the way of every change. Returns the user's id. */
export const createUser = (actor: Actor, projectId: string, input: Input): Promise<string> =>
  audited(actor, { verb: "user.create", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    const provider = getProvider(integration.providerId);
    if (!provider.createUser) throw cannot(provider.name, "created");
    const userId = await provider.createUser(credentialsOf(integration), input);
    await tell(integration.id, { userId, kind: "created", updatedAt: null });
    return userId;
  });

/** Deletes a user at the provider, for good. What happens to the row is the integration's deletion policy. */
export const deleteUser = (actor: Actor, projectId: string, userId: string): Promise<void> =>
  audited(actor, { verb: "user.delete", projectId, detail: { userId } }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    const provider = getProvider(integration.providerId);
    if (!provider.deleteUser) throw cannot(provider.name, "deleted");
    await provider.deleteUser(credentialsOf(integration), userId);
    await tell(integration.id, { userId, kind: "deleted", updatedAt: null });
  });

/** A person's click is a change like any other: the provider is read before anything is written. */
async function tell(integrationId: string, change: Change): Promise<void> {
  await receiveChanges(integrationId, personEvent(), [change]);
  await wakeDrain(integrationId);
}

const cannot = (name: string, done: string) =>
  new AppError("conflict", `Users of ${name} cannot be ${done} from here.`, { remedy: `Use ${name} itself.` });
