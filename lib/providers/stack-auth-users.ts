import { z } from "zod";
import { AppError } from "@/lib/errors";
import { ask, type StackAuthCredentials } from "@/lib/providers/stack-auth-api";
import type { ProviderUser } from "@/lib/providers/types";
import { text, time, userSchema } from "@/lib/providers/user";
import type { List } from "@/lib/providers/walk";

const pageSize = 200;

const User = userSchema((raw) => ({
  name: text(raw.display_name),
  email: text(raw.primary_email),
  createdAt: time(raw.signed_up_at_millis),
  updatedAt: null,
}));
const Page = z.object({ items: z.array(User), pagination: z.object({ next_cursor: z.string().nullable() }) });
const NoSuchUser = z.object({ code: z.literal("USER_NOT_FOUND") }).transform(() => null);

/** Oldest first. `cursor` includes its own user; where that one was deleted, Stack Auth answers 200 with no users. */
export async function listFrom(credentials: StackAuthCredentials, id: string | null): Promise<List> {
  const order = { order_by: "signed_up_at", desc: "false", include_anonymous: "true" };
  const query = new URLSearchParams({ limit: String(pageSize), ...order, ...(id === null ? {} : { cursor: id }) });
  const { items, pagination } = await ask(credentials, `/users?${query}`, { schema: Page });
  return { users: items, isEnd: pagination.next_cursor === null };
}

const pathOf = (id: string) => `/users/${encodeURIComponent(id)}`;

export const getUser = (credentials: StackAuthCredentials, id: string): Promise<ProviderUser | null> =>
  ask(credentials, pathOf(id), { schema: User, otherwise: { 404: NoSuchUser } });

const Taken = z.object({ code: z.literal("USER_EMAIL_ALREADY_EXISTS") }).transform(() => ({
  message: "Stack Auth has a user with this e-mail already.",
  remedy: "Use another e-mail.",
}));
const Invalid = z
  .object({ code: z.literal("SCHEMA_ERROR"), error: z.string().regex(/primary_email/) })
  .transform(() => ({
    message: "Stack Auth does not accept this e-mail.",
    remedy: "Check how it is written.",
  }));

/** One who can sign in with this e-mail: only then does Stack Auth refuse a second one with it. */
export async function createUser(
  credentials: StackAuthCredentials,
  { email, name }: { email: string; name: string | null },
): Promise<string> {
  const created = await ask(credentials, "/users", {
    method: "POST",
    body: { primary_email: email, primary_email_auth_enabled: true, display_name: name },
    schema: User,
    otherwise: { 400: Invalid, 409: Taken },
  });
  if ("id" in created) return created.id;
  const { message, remedy } = created;
  throw new AppError("invalid_input", message, { field: "email", meaning: "No user was created.", remedy });
}

/** An empty object, since Stack Auth answers 400 to a JSON request without a body. */
export async function deleteUser(credentials: StackAuthCredentials, id: string): Promise<void> {
  const answer = { schema: z.unknown(), otherwise: { 404: NoSuchUser } };
  await ask(credentials, pathOf(id), { method: "DELETE", body: {}, ...answer });
}
