import { env } from "@/lib/env";
import type { OAuthClient } from "@/lib/providers/types";

/** The operator's OAuth client at this provider, from PROVIDER_CLIENTS; null where there is none. */
export function clientOf(providerId: string): OAuthClient | null {
  const client = env.PROVIDER_CLIENTS?.[providerId];
  return client ? { baseUrl: "", ...client } : null;
}
