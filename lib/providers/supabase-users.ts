import { z } from "zod";
import { AppError } from "@/lib/errors";
import { nextPageAt } from "@/lib/providers/offset-walk";
import { ask, type Credentials, name } from "@/lib/providers/supabase-api";
import type { ProviderUser, UserPage } from "@/lib/providers/types";
import { firstText, objectIn, type Raw, text, time, userSchema } from "@/lib/providers/user";
import { untrusted } from "@/lib/providers/walk";

const pageSize = 500;

/** Lists leave the first two out, and a row must not depend on how it was read; no server should show the others. */
const left = new Set(["identities", "factors", "encrypted_password", "confirmation_token", "recovery_token"]);

const User = userSchema(
  (raw) => {
    const { full_name, name: called, display_name } = objectIn(raw.user_metadata);
    return {
      name: firstText(full_name, called, display_name),
      email: text(raw.email),
      createdAt: time(raw.created_at),
      updatedAt: time(raw.updated_at),
    };
  },
  { clean: (raw): Raw => Object.fromEntries(Object.entries(raw).filter(([key]) => !left.has(key))) },
);
const Page = z.object({
  users: z.array(User),
  pagination: z.object({ has_more: z.boolean(), next_cursor: z.string().optional() }).optional(),
});
const NoSuchUser = z.object({ error_code: z.literal("user_not_found") }).transform(() => null);

/** A soft-deleted user stays in the list, with nothing left but an id and scrambled addresses: to us that is gone. */
const isThere = ({ raw }: ProviderUser) => text(raw.deleted_at) === null;

const list = (credentials: Credentials, query: Record<string, string>) =>
  ask(credentials, `/admin/users?${new URLSearchParams(query)}`, { schema: Page });

const order = { sort: "created_at asc" };
const keyset = "after:";

/**
 * Newer servers walk by a keyset over creation time and id, where their operator has switched that on, and only where
 * no page is asked for: https://github.com/supabase/auth/blob/master/internal/api/pagination.go. The others take such a
 * question for the first page, and answer without `pagination`; then the walk goes by pages, from the beginning.
 */
export async function listUsers(credentials: Credentials, cursor: string | null): Promise<UserPage> {
  if (cursor !== null && !cursor.startsWith(keyset)) return byPages(credentials, cursor);
  const after = cursor?.slice(keyset.length);
  const { data } = await list(credentials, { ...order, limit: String(pageSize), ...(after ? { cursor: after } : {}) });
  if (!data.pagination) return byPages(credentials, null);
  const { has_more, next_cursor } = data.pagination;
  if (has_more && (!next_cursor || next_cursor === after)) throw untrusted(name);
  return { users: data.users.filter(isThere), next: has_more ? keyset + next_cursor : null };
}

/** A page may begin so many users early. */
const slack = 40;

/** The largest page that begins at most `early` users before this position, as pages begin at multiples of their size. */
function sizeAt(position: number, early: number): number {
  let size = pageSize;
  while (position % size > early) size--;
  return size;
}

/** Oldest first, by position. It is no end while the server itself names a next page. */
async function byPages(credentials: Credentials, cursor: string | null): Promise<UserPage> {
  let hasMore = false;
  const listAt = async (position: number): Promise<ProviderUser[]> => {
    const size = sizeAt(position, 0);
    const query = { ...order, page: String(position / size + 1), per_page: String(size) };
    const { headers, data } = await list(credentials, query);
    hasMore = /rel="?next"?/.test(String(headers.link ?? ""));
    return data.users;
  };
  const begin = (position: number) => position - (position % sizeAt(position, slack));
  const { users, next } = await nextPageAt({ name, pageSize, listAt, begin }, cursor);
  if (next === null && hasMore) throw untrusted(name);
  return { users: users.filter(isThere), next };
}

/** Null for an id that nobody has, and for a soft-deleted user. */
export async function getUser(credentials: Credentials, id: string): Promise<ProviderUser | null> {
  const path = `/admin/users/${encodeURIComponent(id)}`;
  const { data } = await ask(credentials, path, { schema: User, otherwise: { 404: NoSuchUser } });
  return data && isThere(data) ? data : null;
}

/** Counts the soft-deleted too. */
export async function countUsers(credentials: Credentials): Promise<number> {
  const { headers } = await list(credentials, { page: "1", per_page: "1" });
  const total = Number(headers["x-total-count"] ?? Number.NaN);
  if (Number.isInteger(total)) return total;
  throw new AppError("provider_unavailable", `${name} did not say how many users it has.`, {
    meaning: "Your table stays as it is.",
    remedy: "Check that a proxy in between passes the header X-Total-Count on.",
  });
}

const refusal = (code: string, message: string) =>
  z.object({ error_code: z.literal(code) }).transform(() => {
    return { id: null, message };
  });

/** https://supabase.com/docs/reference/javascript/auth-admin-createuser */
export async function createUser(
  credentials: Credentials,
  { email, name: called }: { email: string; name: string | null },
): Promise<string> {
  const { data } = await ask(credentials, "/admin/users", {
    method: "POST",
    body: { email, email_confirm: true, user_metadata: called === null ? {} : { full_name: called } },
    schema: z.object({ id: z.string() }),
    otherwise: {
      400: refusal("validation_failed", `${name} does not accept this e-mail.`),
      422: refusal("email_exists", `${name} has a user with this e-mail already.`),
    },
  });
  if (data.id !== null) return data.id;
  throw new AppError("invalid_input", data.message, { field: "email", remedy: "Choose another e-mail." });
}

/** For good: https://supabase.com/docs/reference/javascript/auth-admin-deleteuser */
export async function deleteUser(credentials: Credentials, id: string): Promise<void> {
  const path = `/admin/users/${encodeURIComponent(id)}`;
  await ask(credentials, path, { method: "DELETE", schema: z.unknown(), otherwise: { 404: NoSuchUser } });
}
