import { AppError } from "@/lib/errors";
import { betterAuth } from "@/lib/providers/better-auth";
import { stackAuth } from "@/lib/providers/stack-auth";
import type { Provider } from "@/lib/providers/types";

export { credentialFields, hintsOf } from "@/lib/providers/credentials";

/** Every provider that Rollcall knows, in the order the console shows them. The only list. */
export const providers = { "better-auth": betterAuth, "stack-auth": stackAuth };

export type ProviderId = keyof typeof providers;

const isProviderId = (id: string): id is ProviderId => Object.hasOwn(providers, id);

export const providerIds: ProviderId[] = Object.keys(providers).filter(isProviderId);

/**
 * The provider of this id, for callers that hold stored credentials and not their type: parse them with its
 * `credentials` first. Throws AppError `not_found`.
 */
export function getProvider(id: string): Provider {
  if (!isProviderId(id)) throw new AppError("not_found", `Rollcall knows no provider called ${id}.`);
  return providers[id];
}
