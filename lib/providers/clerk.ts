import { z } from "zod";
import { apiAddress } from "@/lib/providers/address";
import { askClerk, baseOf, type ClerkCredentials, ClerkErrors, hosted, NoSuchUser } from "@/lib/providers/clerk-api";
import { clerkWebhook } from "@/lib/providers/clerk-webhook";
import { createUser, deleteUser } from "@/lib/providers/clerk-write";
import { nextPageAt } from "@/lib/providers/offset-walk";
import type { Json, Provider, ProviderProject, ProviderUser, UserPage } from "@/lib/providers/types";
import { fullName, objectIn, type Raw, text, time, userSchema } from "@/lib/providers/user";
import { type List, nextPage } from "@/lib/providers/walk";

const docs = "https://clerk.com/docs";
/** Opens the instance that the person had open last: a key tells its instance, and not the application around it. */
const dashboard = "https://dashboard.clerk.com/~";
const pageSize = 500;
/** What is read of the latest changes first: mostly there are few. */
const firstLook = 100;

const credentialsSchema = z.object({
  secretKey: z
    .string()
    .regex(/^sk_(test|live)_./, "A secret key begins with sk_live_ or sk_test_")
    .meta({
      label: "Secret key",
      help: "Shown in the dashboard under API keys. It belongs to one instance.",
      placeholder: "sk_live_…",
      secret: true,
    }),
  baseUrl: apiAddress(hosted),
});

const entries = (value: Json | undefined): Raw[] => (Array.isArray(value) ? value.map(objectIn) : []);

const primaryEmail = ({ email_addresses, primary_email_address_id }: Raw) =>
  text(entries(email_addresses).find(({ id }) => text(id) !== null && id === primary_email_address_id)?.email_address);

const User = userSchema((raw) => ({
  name: fullName(raw.first_name, raw.last_name) ?? text(raw.username),
  email: primaryEmail(raw),
  createdAt: time(raw.created_at),
  updatedAt: time(raw.updated_at),
}));
const Users = z.array(User);
const Count = z.object({ total_count: z.number() });
const Instance = z.object({ id: z.string(), environment_type: z.string() });

const list = (credentials: ClerkCredentials, query: Record<string, string> | URLSearchParams) =>
  askClerk(credentials, `/users?${new URLSearchParams(query)}`, { schema: Users });

/** What a list is that begins behind a user who is gone; no document says which of the two statuses it has. */
const Nowhere = ClerkErrors.transform((): ProviderUser[] => []);

/** Oldest first. `starting_after` leaves its own user out. https://clerk.com/docs/reference/backend-api/tag/users/get/users */
async function listFrom(credentials: ClerkCredentials, id: string | null): Promise<List> {
  const query = new URLSearchParams({ order_by: "+created_at", limit: String(pageSize) });
  if (id !== null) query.set("starting_after", id);
  const users = await askClerk(credentials, `/users?${query}`, {
    schema: Users,
    otherwise: id === null ? {} : { 404: Nowhere, 422: Nowhere },
  });
  return { users, isEnd: users.length < pageSize };
}

/** The latest change first: there is no filter by time, and `starting_after` knows the order of creation only. */
async function listUpdated(credentials: ClerkCredentials, since: string, cursor: string | null): Promise<UserPage> {
  const listAt = (offset: number) => {
    const limit = String(offset === 0 ? firstLook : pageSize);
    return list(credentials, { order_by: "-updated_at", limit, offset: String(offset) });
  };
  const { users, next } = await nextPageAt({ name: "Clerk", pageSize, listAt }, cursor);
  const changed = users.filter(({ updatedAt }) => Date.parse(updatedAt ?? since) >= Date.parse(since));
  return { users: changed, next: changed.length < users.length ? null : next };
}

function getUsers(credentials: ClerkCredentials, ids: string[]): Promise<ProviderUser[]> {
  const query = new URLSearchParams({ limit: String(ids.length) });
  for (const id of ids) query.append("user_id", id);
  return list(credentials, query);
}

const getUser = (credentials: ClerkCredentials, id: string): Promise<ProviderUser | null> =>
  askClerk(credentials, `/users/${encodeURIComponent(id)}`, { schema: User, otherwise: { 404: NoSuchUser } });

async function countUsers(credentials: ClerkCredentials): Promise<number> {
  const { total_count } = await askClerk(credentials, "/users/count", { schema: Count });
  return total_count;
}

/** An instance has no name of its own. */
async function identify(credentials: ClerkCredentials): Promise<ProviderProject> {
  const { id, environment_type: kind } = await askClerk(credentials, "/instance", { schema: Instance });
  return { id, name: `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)} instance ${id}` };
}

/** One Clerk instance. https://clerk.com/docs/reference/backend-api */
export const clerk = {
  id: "clerk",
  name: "Clerk",
  tagline: "Hosted user management with ready-made components.",
  docsUrl: docs,
  keyHelp: { text: "Dashboard, API keys, Secret keys.", url: `${dashboard}/api-keys` },
  credentials: credentialsSchema,
  address: baseOf,
  tracksUpdates: true,
  volatile: ["last_active_at", "last_sign_in_at"],
  facts: {
    verified: '$.email_addresses[*] ? (@.id == $.primary_email_address_id).verification.status == "verified"',
    banned: "$.banned == true",
  },
  // https://clerk.com/docs/guides/users/extending
  privateKeys: ["private_metadata"],
  // Of a production instance; a development one allows a tenth and answers 429 beyond it.
  // https://clerk.com/docs/guides/how-clerk-works/system-limits
  limit: { requests: 1000, perSeconds: 10 },
  listProjects: async (credentials) => [await identify(credentials)],
  links: () => ({
    console: "https://dashboard.clerk.com",
    users: `${dashboard}/users`,
    apiKeys: `${dashboard}/api-keys`,
    signInMethods: `${dashboard}/user-authentication/user-and-authentication`,
    docs,
  }),
  userLink: (_project, _credentials, userId) => `${dashboard}/users/${encodeURIComponent(userId)}`,
  listUsers: (credentials, cursor) =>
    nextPage(
      {
        name: "Clerk",
        excludes: true,
        listFrom: (id) => listFrom(credentials, id),
        getUser: (id) => getUser(credentials, id),
      },
      cursor,
    ),
  getUser,
  // Up to 100 are allowed; half of them keep the address short enough for every proxy.
  batch: { size: 50, get: getUsers },
  listUpdated,
  identify,
  countUsers,
  webhook: clerkWebhook,
  createUser,
  deleteUser,
} satisfies Provider<ClerkCredentials>;
