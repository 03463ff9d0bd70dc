import { findOpenChange } from "@/db/queries/open-changes";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { readUser } from "./read-user";
import { requireIntegration } from "./require-integration";
import type { InspectedChange } from "./views";

/**
 * One change that waits for a person: its event, what was tried, and the user as the provider gives it right now. AppError
 * `not_found` where it does not wait in this project, or no longer.
 */
export async function inspectChange(actor: Actor, projectId: string, id: number): Promise<InspectedChange> {
  const { project, integration } = await requireIntegration(actor, projectId, "viewer");
  const change = await findOpenChange(integration.id, id);
  if (!change) {
    throw new AppError("not_found", "This does not wait for a decision, or no longer.", {
      remedy: "Look at the list as it is now.",
    });
  }
  const { atProvider } = await readUser(project, integration, change.userId);
  const { eventId, userId, kind, reason, attempts, asked, deliveries, history, sourceUpdatedAt } = change;
  const past = { eventId, userId, kind, reason, attempts, asked, deliveries, history, sourceUpdatedAt };
  return {
    ...past,
    receivedAt: change.receivedAt.toISOString(),
    provider: getProvider(integration.providerId).name,
    now: atProvider.error ? atProvider : { readAt: atProvider.readAt, user: columnsOf(atProvider.user) },
  };
}

type Columns = NonNullable<InspectedChange["now"]["user"]>;

const columnsOf = (user: Columns | null): Columns | null =>
  user && { name: user.name, email: user.email, createdAt: user.createdAt, updatedAt: user.updatedAt };
