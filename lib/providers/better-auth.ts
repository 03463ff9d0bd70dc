import { z } from "zod";
import { AppError } from "@/lib/errors";
import { asAdmin, type BetterAuthCredentials, baseOf, credentialsSchema } from "@/lib/providers/better-auth-session";
import { betterAuthWebhook } from "@/lib/providers/better-auth-webhook";
import { createUser, deleteUser } from "@/lib/providers/better-auth-write";
import type { Provider, ProviderProject, ProviderUser, UserPage } from "@/lib/providers/types";
import { text, time, userSchema } from "@/lib/providers/user";
import { type List, nextPage } from "@/lib/providers/walk";

const docs = "https://www.better-auth.com/docs";
const pageSize = 500;

const User = userSchema((raw) => ({
  name: text(raw.name),
  email: text(raw.email),
  createdAt: time(raw.createdAt),
  updatedAt: time(raw.updatedAt),
}));
const Page = z.object({ users: z.array(User), total: z.number() });
const NoSuchUser = z.object({ code: z.literal("USER_NOT_FOUND") }).transform(() => null);

const list = (credentials: BetterAuthCredentials, query: Record<string, string> | URLSearchParams) =>
  asAdmin(credentials, `/admin/list-users?${new URLSearchParams(query)}`, { schema: Page });

/**
 * In the order of ids: the only key that has no equals, that every database adapter compares in the order it sorts by,
 * and that a walk can go on from when users are deleted meanwhile. Times and offsets offer none of these.
 */
async function listFrom(credentials: BetterAuthCredentials, id: string | null): Promise<List> {
  const from: Record<string, string> = id === null ? {} : { filterField: "id", filterOperator: "gte", filterValue: id };
  const order = { limit: String(pageSize), sortBy: "id", sortDirection: "asc" };
  const { users, total } = await list(credentials, { ...order, ...from });
  if (id === null) mustHaveAdmin(total);
  return { users, isEnd: users.length < pageSize && users.length >= total };
}

/** Better Auth answers 200 with no users when its own query fails; a true total counts the admin who asks. */
function mustHaveAdmin(total: number) {
  if (total >= 1) return;
  throw new AppError(
    "provider_unavailable",
    "Better Auth answered with no users at all, not even the admin who asks.",
    {
      meaning: "Your table stays as it is.",
      remedy: "Rollcall tries again by itself. The log of Better Auth has the cause.",
    },
  );
}

/** In the order of change; the next page begins where this one ends, so its first users come once more. */
async function listUpdated(
  credentials: BetterAuthCredentials,
  since: string,
  cursor: string | null,
): Promise<UserPage> {
  const from = cursor ?? since;
  const order = { limit: String(pageSize), sortBy: "updatedAt", sortDirection: "asc" };
  const filter = { filterField: "updatedAt", filterOperator: "gte", filterValue: from };
  const { users } = await list(credentials, { ...order, ...filter });
  const last = users.at(-1)?.updatedAt ?? from;
  return { users, next: users.length < pageSize || last === from ? null : last };
}

/** Repeated values make a list: https://www.better-auth.com/docs/plugins/admin#list-users */
async function getUsers(credentials: BetterAuthCredentials, ids: string[]): Promise<ProviderUser[]> {
  const query = new URLSearchParams({ limit: String(ids.length), filterField: "id", filterOperator: "in" });
  for (const id of ids) query.append("filterValue", id);
  const { users } = await list(credentials, query);
  return users;
}

async function countUsers(credentials: BetterAuthCredentials): Promise<number> {
  const { total } = await list(credentials, { limit: "1" });
  mustHaveAdmin(total);
  return total;
}

const getUser = (credentials: BetterAuthCredentials, id: string) =>
  asAdmin(credentials, `/admin/get-user?${new URLSearchParams({ id })}`, {
    schema: User,
    otherwise: { 404: NoSuchUser },
  });

/** There is one per server; asking for the count proves that these credentials may read it. */
async function identify(credentials: BetterAuthCredentials): Promise<ProviderProject> {
  await countUsers(credentials);
  const { host } = new URL(credentials.baseUrl);
  return { id: baseOf(credentials), name: host };
}

/** Better Auth with its admin plug-in. https://www.better-auth.com/docs/plugins/admin */
export const betterAuth = {
  id: "better-auth",
  name: "Better Auth",
  tagline: "Your own auth server, read through its admin plug-in.",
  docsUrl: `${docs}/plugins/admin`,
  keyHelp: {
    text: "Make a user for Rollcall, with a password and the role admin.",
    url: `${docs}/plugins/admin#create-user`,
  },
  credentials: credentialsSchema,
  address: baseOf,
  tracksUpdates: true,
  volatile: [],
  // https://www.better-auth.com/docs/plugins/admin#schema
  facts: { verified: "$.emailVerified == true", banned: "$.banned == true" },
  // In production 100 requests in 10 s, unless configured: per address and path, so the app's own users lose nothing.
  // https://www.better-auth.com/docs/concepts/rate-limit
  limit: null,
  listProjects: async (credentials) => [await identify(credentials)],
  links: (_project, { baseUrl }) => {
    const { origin } = new URL(baseUrl);
    return {
      console: origin,
      users: origin,
      apiKeys: `${docs}/plugins/admin#create-user`,
      signInMethods: `${docs}/basic-usage`,
      docs: `${docs}/plugins/admin`,
    };
  },
  listUsers: (credentials, cursor) =>
    nextPage(
      {
        name: "Better Auth",
        listFrom: (id) => listFrom(credentials, id),
        getUser: (id) => getUser(credentials, id),
      },
      cursor,
    ),
  getUser,
  // Short enough a query for every proxy.
  batch: { size: 50, get: getUsers },
  listUpdated,
  identify,
  countUsers,
  webhook: betterAuthWebhook,
  createUser,
  deleteUser,
} satisfies Provider<BetterAuthCredentials>;
