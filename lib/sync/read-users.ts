import { AppError } from "@/lib/errors";
import type { ProviderUser } from "@/lib/providers/types";
import type { Sync } from "./context";

/** Kept low so that the customer's own app keeps its share of the provider's rate limit. */
const parallelReads = 8;

export type Reading = { id: string; user: ProviderUser | null } | { id: string; error: unknown };

/**
 * Asks the provider for each user by id, some at a time. One user who cannot be read does not stop the others;
 * if none can be read and the provider does not answer for itself either, that error is thrown.
 */
export async function readUsers(sync: Sync, ids: string[]): Promise<Reading[]> {
  const readings: Reading[] = [];
  const queue = [...ids];
  const worker = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      readings.push(
        await sync.provider.getUser(sync.credentials, id).then(
          (user) => ({ id, user }),
          (error: unknown) => ({ id, error }),
        ),
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallelReads, ids.length) }, worker));
  const failed = readings.find((reading) => "error" in reading);
  if (failed && readings.every((reading) => "error" in reading)) await confirmIdentity(sync);
  return readings;
}

/** Nobody is believed gone before the same credentials have said again which project they speak for. */
export async function confirmIdentity({ provider, credentials, integration }: Sync): Promise<void> {
  const project = await provider.identify(credentials);
  if (project.id === integration.providerProjectId) return;
  throw new AppError("provider_refused", `The credentials now speak for another project: ${project.name}.`, {
    meaning: "Nothing was deleted. The table stays as it was.",
    remedy: `Disconnect, or restore the key of ${integration.providerProjectName}.`,
  });
}
