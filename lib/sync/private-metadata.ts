import type { Integration } from "@/db/queries/integrations";
import type { Provider, ProviderUser, UserPage } from "@/lib/providers/types";

/**
 * The same provider, whose users come without their server-private metadata where the integration leaves it out. Every
 * read goes through here, so that what is stored, hashed, compared and verified is the same.
 */
export function asConfigured(provider: Provider, { leaveOutPrivate }: Pick<Integration, "leaveOutPrivate">): Provider {
  const { privateKeys = [], listUpdated, batch } = provider;
  if (!leaveOutPrivate || privateKeys.length === 0) return provider;
  const user = (whole: ProviderUser): ProviderUser => ({
    ...whole,
    raw: Object.fromEntries(Object.entries(whole.raw).filter(([key]) => !privateKeys.includes(key))),
  });
  const page = ({ users, next }: UserPage): UserPage => ({ users: users.map(user), next });
  return {
    ...provider,
    listUsers: async (...asked) => page(await provider.listUsers(...asked)),
    getUser: async (...asked) => {
      const found = await provider.getUser(...asked);
      return found && user(found);
    },
    ...(listUpdated && { listUpdated: async (...asked) => page(await listUpdated(...asked)) }),
    ...(batch && { batch: { ...batch, get: async (...asked) => (await batch.get(...asked)).map(user) } }),
  };
}
