import { z } from "zod";
import {
  askOkta,
  baseOf,
  misled,
  NotFound,
  nextAfter,
  type OktaCredentials,
  oktaCredentials,
  oktaError,
} from "@/lib/providers/okta-api";
import { oktaFeed } from "@/lib/providers/okta-log";
import { oktaWebhook } from "@/lib/providers/okta-webhook";
import { createUser, deleteUser } from "@/lib/providers/okta-write";
import type { Provider, ProviderProject, ProviderUser, UserPage } from "@/lib/providers/types";
import { firstText, fullName, objectIn, text, time, userSchema } from "@/lib/providers/user";

const docs = "https://developer.okta.com/docs";
const pageSize = 200;
const beginning = "1970-01-01T00:00:00.000Z";

/** `_links` goes with `credentials`: it holds no data of the user, and a list gives fewer of them than a get. */
const User = userSchema(
  ({ profile, created, lastUpdated }) => {
    const { displayName, firstName, lastName, login, email } = objectIn(profile);
    return {
      name: firstText(displayName, fullName(firstName, lastName), login),
      email: text(email),
      createdAt: time(created),
      updatedAt: time(lastUpdated),
    };
  },
  { clean: ({ credentials: _credentials, _links, ...raw }) => raw },
);
const Org = z.looseObject({ id: z.string().min(1), companyName: z.string().nullish() });

/** A deactivated user has no access any more, and the list that Okta gives by default leaves them out: gone, until activated. */
const isThere = ({ raw }: ProviderUser) => raw.status !== "DEPROVISIONED";

/**
 * `after` belongs to the search that began at `from`. `last`: the time of the last user met, to go on from where Okta does
 * not know its own cursor any more.
 */
const Cursor = z.object({ from: z.string(), after: z.string(), last: z.string() });
const CursorRefused = oktaError().transform(() => null);
const times = { created: "createdAt", lastUpdated: "updatedAt" } as const;

/**
 * Users in the order of a time that they have, from `since` on. Where the cursor has expired those of the last one's
 * instant come once more, and nobody is missed.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/#tag/User/operation/listUsers
 */
async function listBy(
  key: keyof typeof times,
  credentials: OktaCredentials,
  since: string,
  cursor: string | null,
): Promise<UserPage> {
  const { from, after, last } = cursor ? Cursor.parse(JSON.parse(cursor)) : { from: since, after: null, last: since };
  const order = { search: `${key} ge "${from}"`, sortBy: key, sortOrder: "asc", limit: String(pageSize) };
  const query = new URLSearchParams(after === null ? order : { ...order, after });
  const { data: users, headers } = await askOkta(credentials, `/api/v1/users?${query}`, {
    right: "users",
    schema: z.array(User),
    otherwise: after === null ? {} : { 400: CursorRefused },
  });
  if (!users) return listBy(key, credentials, last, null);
  const next = nextAfter(credentials, headers);
  if (next !== null && next === after) throw misled("Okta named the same page as the next one.");
  const reached = users.at(-1)?.[times[key]] ?? last;
  return { users: users.filter(isThere), next: next && JSON.stringify({ from, after: next, last: reached }) };
}

async function getUser(credentials: OktaCredentials, id: string): Promise<ProviderUser | null> {
  const { data: user } = await askOkta(credentials, `/api/v1/users/${encodeURIComponent(id)}`, {
    right: "users",
    schema: User,
    otherwise: { 404: NotFound },
  });
  return user && isThere(user) ? user : null;
}

async function identify(credentials: OktaCredentials): Promise<ProviderProject> {
  const { data } = await askOkta(credentials, "/api/v1/org", { right: "users", schema: Org });
  return { id: data.id, name: data.companyName || new URL(baseOf(credentials)).host };
}

/** The Admin Console has a host of its own, which a custom domain does not tell. */
const adminOf = (credentials: OktaCredentials) =>
  `${baseOf(credentials).replace(/(?=\.okta[^.]*\.\w+$)/, "-admin")}/admin`;

/** An Okta org, for the people of a company or for customers. https://developer.okta.com/docs */
export const okta = {
  id: "okta",
  name: "Okta",
  tagline: "The users of an Okta org.",
  docsUrl: docs,
  keyHelp: {
    text: "Admin Console, Security, API, Tokens, Create token.",
    url: `${docs}/guides/create-an-api-token/main/`,
  },
  credentials: oktaCredentials,
  address: baseOf,
  tracksUpdates: true,
  // Moves with every sign-in.
  volatile: ["lastLogin"],
  // It does not say whether an e-mail is verified. https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/
  facts: { banned: '$.status == "SUSPENDED"' },
  // Of a whole org, for lists; gets by id have more. https://developer.okta.com/docs/reference/rl-global-mgmt
  limit: { requests: 600, perSeconds: 60 },
  listProjects: async (credentials) => [await identify(credentials)],
  links: (_project, credentials) => {
    const admin = adminOf(credentials);
    return {
      console: `${admin}/dashboard`,
      users: `${admin}/users`,
      apiKeys: `${admin}/access/api/tokens`,
      signInMethods: `${admin}/access/identity-providers`,
      docs,
    };
  },
  userLink: (_project, credentials, userId) =>
    `${adminOf(credentials)}/user/profile/view/${encodeURIComponent(userId)}`,
  listUsers: (credentials, cursor) => listBy("created", credentials, beginning, cursor),
  getUser,
  // https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/#tag/User/operation/listUsers
  listsLag: true,
  listUpdated: (credentials, since, cursor) => listBy("lastUpdated", credentials, since, cursor),
  identify,
  webhook: oktaWebhook,
  feed: oktaFeed,
  createUser,
  deleteUser,
} satisfies Provider<OktaCredentials>;
