import { randomBytes } from "node:crypto";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { type Auth0Credentials, askAuth0, name } from "@/lib/providers/auth0-api";
import { type Found, nextWindow } from "@/lib/providers/auth0-walk";
import type { ProviderUser } from "@/lib/providers/types";
import { firstText, fullName, objectIn, type Raw, text, time, userSchema } from "@/lib/providers/user";

const pageSize = 100;

/** With the permission read:user_idp_tokens an identity carries the tokens of the provider it comes from. */
function withoutTokens(raw: Raw): Raw {
  if (!Array.isArray(raw.identities)) return raw;
  const identities = raw.identities.map((identity) =>
    Object.fromEntries(Object.entries(objectIn(identity)).filter(([key]) => !key.includes("token"))),
  );
  return { ...raw, identities };
}

/** https://auth0.com/docs/manage-users/user-accounts/user-profiles/user-profile-structure */
const User = userSchema(
  (raw) => ({
    name: firstText(raw.name, fullName(raw.given_name, raw.family_name), raw.nickname, raw.username),
    email: text(raw.email),
    createdAt: time(raw.created_at),
    updatedAt: time(raw.updated_at),
  }),
  { idOf: (raw) => text(raw.user_id), clean: withoutTokens },
);
const Results = z.object({ users: z.array(User), total: z.int().nonnegative() });
const NoSuchUser = z.object({ errorCode: z.literal("inexistent_user") }).transform(() => null);

function search(credentials: Auth0Credentials, query: Record<string, string>): Promise<Found> {
  const all = { page: "0", per_page: String(pageSize), include_totals: "true", search_engine: "v3", ...query };
  return askAuth0(credentials, `/users?${new URLSearchParams(all)}`, { schema: Results });
}

const userPath = (id: string) => `/users/${encodeURIComponent(id)}`;

export const getUser = (credentials: Auth0Credentials, id: string): Promise<ProviderUser | null> =>
  askAuth0(credentials, userPath(id), { schema: User, otherwise: { 404: NoSuchUser } });

export const listUsers = (credentials: Auth0Credentials, cursor: string | null) =>
  nextWindow(
    {
      name,
      field: "created_at",
      search: (query) => search(credentials, query),
      isThere: async (id) => (await getUser(credentials, id)) !== null,
    },
    cursor,
  );

export const listUpdated = (credentials: Auth0Credentials, since: string, cursor: string | null) =>
  nextWindow({ name, field: "updated_at", search: (query) => search(credentials, query) }, cursor, String(time(since)));

export const countUsers = async (credentials: Auth0Credentials): Promise<number> =>
  (await search(credentials, { per_page: "1" })).total;

const Created = z.object({ user_id: z.string() }).transform(({ user_id }) => user_id);
const Taken = z.unknown().transform(() => null);
const RefusedEmail = z.object({ message: z.string().regex(/e-?mail/i) }).transform(() => null);

/** Nobody knows the password: a link to set one is the way in. */
export async function createUser(
  credentials: Auth0Credentials,
  user: { email: string; name: string | null },
): Promise<string> {
  const { connection } = credentials;
  // All the kinds of character that a password policy may ask for.
  const password = `${randomBytes(24).toString("base64url")}aA1!`;
  const id = await askAuth0(credentials, "/users", {
    method: "POST",
    body: { connection, email: user.email, password, ...(user.name !== null && { name: user.name }) },
    schema: Created,
    otherwise: { 409: Taken, 400: RefusedEmail },
  });
  if (id !== null) return id;
  throw new AppError("invalid_input", `${name} refuses this e-mail: it is taken or not valid.`, {
    field: "email",
    meaning: "No user was made.",
    remedy: "Use another e-mail.",
  });
}

/** Auth0 answers 204 for whoever is gone already, too. */
export async function deleteUser(credentials: Auth0Credentials, id: string): Promise<void> {
  await askAuth0(credentials, userPath(id), { method: "DELETE", schema: z.null(), otherwise: { 404: NoSuchUser } });
}
