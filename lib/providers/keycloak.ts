import { z } from "zod";
import {
  askAdmin,
  baseOf,
  type KeycloakCredentials,
  NoSuchUser,
  name,
  realmPath,
  userPath,
  usersPath,
} from "@/lib/providers/keycloak-admin";
import { keycloakFeed } from "@/lib/providers/keycloak-events";
import { identify, listProjects, select } from "@/lib/providers/keycloak-realms";
import { createUser, deleteUser } from "@/lib/providers/keycloak-write";
import { nextPageAt } from "@/lib/providers/offset-walk";
import type { Provider, ProviderUser, QuickLinks } from "@/lib/providers/types";
import { fullName, text, time, userSchema } from "@/lib/providers/user";

const docs = "https://www.keycloak.org/documentation";
/** Each user of an external directory is looked up there too: more would keep Keycloak busy for too long. */
const pageSize = 200;

const credentialsSchema = z.object({
  baseUrl: z.url({ protocol: /^https?$/, error: "The address of Keycloak" }).meta({
    label: "Server address",
    help: "Where Keycloak answers; before version 17 it ends with /auth.",
    placeholder: "https://sso.example.com",
    secret: false,
  }),
  clientRealm: z.string().min(1).meta({
    label: "Realm of the client",
    help: "The realm that the client below belongs to.",
    placeholder: "master",
    secret: false,
  }),
  clientId: z.string().min(1).meta({
    label: "Client ID",
    help: "A client made for Rollcall, with a service account.",
    placeholder: "rollcall",
    secret: false,
  }),
  clientSecret: z
    .string()
    .min(1)
    .meta({ label: "Client secret", help: "On the client's Credentials tab.", placeholder: "", secret: true }),
  realm: z.string().default(""),
});

/** `access` is about who asks, and the other two come with a single user only. */
const leftOut = new Set(["credentials", "access", "federatedIdentities", "userProfileMetadata"]);

const User = userSchema(
  (raw) => ({
    name: fullName(raw.firstName, raw.lastName) ?? text(raw.username),
    email: text(raw.email),
    createdAt: time(raw.createdTimestamp),
    updatedAt: null,
  }),
  { clean: (raw) => Object.fromEntries(Object.entries(raw).filter(([key]) => !leftOut.has(key))) },
);

/** In the order of usernames; attributes only come where the brief form is refused. */
async function listWindow(credentials: KeycloakCredentials, first: number): Promise<ProviderUser[]> {
  const path = `${usersPath(credentials)}?first=${first}&max=${pageSize}&briefRepresentation=false`;
  const { data } = await askAdmin(credentials, path, { schema: z.array(User) });
  return data;
}

/** Users whom their directory has lost take places and are not shown: a short page is filled up as long as places follow. */
async function listAt(credentials: KeycloakCredentials, first: number): Promise<ProviderUser[]> {
  const users = await listWindow(credentials, first);
  for (let next = first + pageSize; users.length < pageSize; next += pageSize) {
    if (next >= (await countUsers(credentials))) break;
    users.push(...(await listWindow(credentials, next)));
  }
  return users;
}

async function getUser(credentials: KeycloakCredentials, id: string): Promise<ProviderUser | null> {
  const { data } = await askAdmin(credentials, userPath(credentials, id), {
    schema: User,
    otherwise: { 404: NoSuchUser },
  });
  return data;
}

async function countUsers(credentials: KeycloakCredentials): Promise<number> {
  const { data } = await askAdmin(credentials, `${usersPath(credentials)}/count`, { schema: z.number() });
  return data;
}

/** Keycloak, on a server of your own. https://www.keycloak.org/docs/latest/server_admin */
export const keycloak = {
  id: "keycloak",
  name,
  tagline: "Open-source identity server: one of its realms, read through the Admin API.",
  docsUrl: docs,
  keyHelp: {
    text: "Make a client with a service account, and give that the roles view-users, view-realm and view-events.",
    url: "https://www.keycloak.org/docs/latest/server_admin/#_service_accounts",
  },
  credentials: credentialsSchema,
  address: baseOf,
  tracksUpdates: false,
  volatile: [],
  // https://www.keycloak.org/docs-api/latest/rest-api/index.html#UserRepresentation
  facts: { verified: "$.emailVerified == true", banned: "$.enabled == false" },
  // Your own server, which counts no requests.
  limit: null,
  listProjects,
  select,
  links: (_project, credentials) => linksOf(credentials),
  userLink: (_project, credentials, id) => `${linksOf(credentials).users}/${encodeURIComponent(id)}/settings`,
  listUsers: (credentials, cursor) =>
    nextPageAt({ name, pageSize, listAt: (offset) => listAt(credentials, offset) }, cursor),
  getUser,
  // A get, unlike a list, shows as disabled whoever is locked out after too many wrong passwords.
  listsLag: true,
  identify,
  countUsers,
  feed: keycloakFeed,
  createUser,
  deleteUser,
} satisfies Provider<KeycloakCredentials>;

function linksOf(credentials: KeycloakCredentials): QuickLinks {
  const home = `${baseOf(credentials)}/admin/${encodeURIComponent(credentials.clientRealm)}/console/#${realmPath(credentials)}`;
  return {
    console: home,
    users: `${home}/users`,
    apiKeys: `${home}/clients`,
    signInMethods: `${home}/identity-providers`,
    docs,
  };
}
