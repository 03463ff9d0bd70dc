import { z } from "zod";
import { AppError } from "@/lib/errors";
import { askAdmin, type KeycloakCredentials, realmPath } from "@/lib/providers/keycloak-admin";
import type { ProviderProject } from "@/lib/providers/types";

/** Only the name is there without the role view-realm. */
const Realm = z.object({
  id: z.string().min(1).optional(),
  realm: z.string(),
  displayName: z.string().nullish(),
  /** Seconds. */
  attributes: z.looseObject({ adminEventsExpiration: z.coerce.number().optional().catch(undefined) }).nullish(),
});
type Realm = z.output<typeof Realm>;

const Forbidden = z.unknown().transform(() => null);

export async function readRealm(credentials: KeycloakCredentials): Promise<Realm> {
  const { data } = await askAdmin(credentials, realmPath(credentials), { schema: Realm });
  return data;
}

/**
 * A realm's id stays when it is renamed, and another realm that takes its name has another one: so the id says whose users
 * these are, though every path has the name.
 */
function projectOf({ id, realm, displayName }: Realm): ProviderProject {
  if (id) return { id, name: displayName || realm };
  throw new AppError("provider_refused", `Keycloak shows no more of the realm ${realm} than its name.`, {
    meaning: "Your table stays as it is.",
    remedy: "Give the client's service account the role view-realm of this realm.",
  });
}

/** Whoever may not list realms may see the one that its client lives in. */
async function listRealms(credentials: KeycloakCredentials): Promise<Realm[]> {
  const { data } = await askAdmin(credentials, "?briefRepresentation=true", {
    schema: z.array(Realm),
    otherwise: { 403: Forbidden },
  });
  const seen = data?.filter(({ id }) => id) ?? [];
  return seen.length > 0 ? seen : [await readRealm({ ...credentials, realm: credentials.clientRealm })];
}

export const listProjects = async (credentials: KeycloakCredentials): Promise<ProviderProject[]> =>
  (await listRealms(credentials)).map(projectOf);

/** Throws AppError `invalid_input` for a realm that these credentials do not see. */
export async function select(credentials: KeycloakCredentials, projectId: string): Promise<KeycloakCredentials> {
  const chosen = (await listRealms(credentials)).find(({ id }) => id === projectId);
  if (!chosen) throw new AppError("invalid_input", "These credentials do not see that realm.");
  return { ...credentials, realm: chosen.realm };
}

export const identify = async (credentials: KeycloakCredentials): Promise<ProviderProject> =>
  projectOf(await readRealm(credentials));
