import { z } from "zod";
import { requestJson } from "@/lib/http";
import { type Auth0Credentials, asApplication, baseOf, credentialsSchema, name } from "@/lib/providers/auth0-api";
import { auth0Feed } from "@/lib/providers/auth0-events";
import { countUsers, createUser, deleteUser, getUser, listUpdated, listUsers } from "@/lib/providers/auth0-users";
import { auth0Webhook } from "@/lib/providers/auth0-webhook";
import type { Provider, ProviderProject } from "@/lib/providers/types";
import { text } from "@/lib/providers/user";

const docs = "https://auth0.com/docs";
const dashboard = "https://manage.auth0.com";

const FriendlyName = z.object({ friendly_name: z.json().optional() }).transform((settings) => settings.friendly_name);
const NotReadable = z.unknown().transform(() => undefined);

/** A name is not worth a permission: where the application may not read it, the domain has to do. */
async function friendlyName(credentials: Auth0Credentials): Promise<string | null> {
  const path = "/tenants/settings?fields=friendly_name&include_fields=true";
  const value = await asApplication(credentials, path, async (common) => {
    const otherwise = { ...common.otherwise, 403: NotReadable };
    const { data } = await requestJson({ ...common, schema: FriendlyName, otherwise });
    return data;
  });
  return text(value);
}

/** A token is given for this domain alone; asking for the count proves that it may read the users. */
async function identify(credentials: Auth0Credentials): Promise<ProviderProject> {
  await countUsers(credentials);
  return { id: credentials.domain, name: (await friendlyName(credentials)) ?? credentials.domain };
}

/** A tenant's own domain tells its region: `tenant.region.auth0.com`, or `tenant.auth0.com` for the first ones, in the US. */
function dashboardOf(domain: string): string {
  const [isOwn, tenant, region = "us"] = /^([^.]+)(?:\.([^.]+))?\.auth0\.com$/.exec(domain) ?? [];
  return isOwn ? `${dashboard}/dashboard/${region}/${tenant}` : `${dashboard}/#`;
}

function linksOf(domain: string) {
  const console = dashboardOf(domain);
  return {
    console: console.replace(/\/#$/, ""),
    users: `${console}/users`,
    apiKeys: `${console}/applications`,
    signInMethods: `${console}/connections/social`,
    docs,
  };
}

/** Auth0. https://auth0.com/docs/api/management/v2 */
export const auth0 = {
  id: "auth0",
  name,
  tagline: "Hosted sign-in, by Okta.",
  docsUrl: docs,
  keyHelp: {
    text: "Applications, Create Application, Machine to Machine; allow read:users on the Auth0 Management API.",
    url: `${dashboard}/#/applications`,
  },
  credentials: credentialsSchema,
  address: baseOf,
  tracksUpdates: true,
  // Move with every login.
  volatile: ["last_login", "last_ip", "logins_count"],
  // https://auth0.com/docs/manage-users/user-accounts/user-profiles/user-profile-structure
  facts: { verified: "$.email_verified == true", banned: "$.blocked == true" },
  // https://auth0.com/docs/manage-users/user-accounts/metadata
  privateKeys: ["app_metadata"],
  // Of a whole tenant on the free plan, the lowest; the headers of the answers tell those who have more.
  // https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations/free-public
  limit: { requests: 2, perSeconds: 1 },
  listProjects: async (credentials) => [await identify(credentials)],
  links: ({ id }) => linksOf(id),
  userLink: (_project, _credentials, userId) => `${dashboard}/#/users/${encodeURIComponent(userId)}`,
  listUsers,
  getUser,
  // https://auth0.com/docs/manage-users/user-search/user-search-best-practices
  listsLag: true,
  listUpdated,
  identify,
  countUsers,
  webhook: auth0Webhook,
  feed: auth0Feed,
  createUser,
  deleteUser,
} satisfies Provider<Auth0Credentials>;
