import { AppError } from "@/lib/errors";
import { auth0 } from "@/lib/providers/auth0";
import { betterAuth } from "@/lib/providers/better-auth";
import { clerk } from "@/lib/providers/clerk";
import { cognito } from "@/lib/providers/cognito";
import { firebase } from "@/lib/providers/firebase";
import { keycloak } from "@/lib/providers/keycloak";
import { okta } from "@/lib/providers/okta";
import { stackAuth } from "@/lib/providers/stack-auth";
import { supabase } from "@/lib/providers/supabase";
import type { Provider } from "@/lib/providers/types";
import { workos } from "@/lib/providers/workos";

export { credentialFields, hintsOf } from "@/lib/providers/credentials";

/** Every provider that Rollcall knows, in the order the console shows them. The only list. */
export const providers = {
  "stack-auth": stackAuth,
  clerk,
  "better-auth": betterAuth,
  auth0,
  workos,
  supabase,
  firebase,
  okta,
  keycloak,
  cognito,
};

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
