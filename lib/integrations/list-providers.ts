import { credentialFields, getProvider, providerIds } from "@/lib/providers";
import { clientOf } from "@/lib/providers/clients";
import type { Provider } from "@/lib/providers/types";
import type { ProviderView } from "./views";

export const toProviderView = (provider: Provider): ProviderView => ({
  id: provider.id,
  name: provider.name,
  tagline: provider.tagline,
  docsUrl: provider.docsUrl,
  keyHelp: provider.keyHelp,
  fields: credentialFields(provider),
  oauth: Boolean(provider.oauth && clientOf(provider.id)),
  provision: Boolean(provider.provision && clientOf(provider.id)),
});

/** Every provider that can be connected: public knowledge, so it takes no actor. */
export const listProviders = (): ProviderView[] => providerIds.map((id) => toProviderView(getProvider(id)));
