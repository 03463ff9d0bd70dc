import { z } from "zod";
import { AppError } from "@/lib/errors";
import { nextPageAt } from "@/lib/providers/offset-walk";
import type { Provider, ProviderProject, ProviderUser, UserPage } from "@/lib/providers/types";
import { firstText, fullName, objectIn, text, time, userSchema } from "@/lib/providers/user";
import { untrusted } from "@/lib/providers/walk";
import { ask, baseOf, type Credentials, credentialsSchema, isHosted, name } from "./logto-api";

const docs = "https://docs.logto.io";

const User = userSchema((raw) => {
  const { givenName, familyName } = objectIn(raw.profile);
  return {
    name: firstText(raw.name, fullName(givenName, familyName), raw.username),
    email: text(raw.primaryEmail),
    createdAt: time(raw.createdAt),
    updatedAt: time(raw.updatedAt),
  };
});
const NoSuchUser = z.object({ code: z.literal("entity.not_found") }).transform(() => null);
const userPath = (id: string) => `/users/${encodeURIComponent(id)}`;

async function getUser(credentials: Credentials, id: string): Promise<ProviderUser | null> {
  const { data } = await ask(credentials, userPath(id), { schema: User, otherwise: { 404: NoSuchUser } });
  return data;
}

async function list(credentials: Credentials, page: number, size: number) {
  const path = `/users?page=${page}&page_size=${size}`;
  const { headers, data: users } = await ask(credentials, path, { schema: z.array(User) });
  const total = Number(headers["total-number"] ?? Number.NaN);
  if (Number.isInteger(total)) return { users, total };
  throw new AppError("provider_unavailable", "Logto did not say how many users it has.", {
    meaning: "Your table stays as it is.",
    remedy: "Check that a proxy in between passes the header Total-Number on.",
  });
}

/** A larger page is refused. */
const largest = 100;
const sizes = Array.from({ length: largest }, (_, i) => largest - i);
const reach = (position: number, size: number) => size - (position % size);
/** Whatever the position, some page reaches so far beyond it. */
const least = 50;

/** Newest first. Pages begin at multiples of their size: of all that hold a position, one reaches furthest. */
async function listUsers(credentials: Credentials, cursor: string | null): Promise<UserPage> {
  let isEnd = false;
  const listAt = async (position: number) => {
    const size = sizes.reduce((best, other) => (reach(position, other) > reach(position, best) ? other : best));
    const before = Math.floor(position / size);
    const { users, total } = await list(credentials, before + 1, size);
    isEnd = before * size + users.length >= total;
    return users.slice(position % size);
  };
  const page = await nextPageAt({ name, pageSize: least, listAt }, cursor);
  if (page.next === null && !isEnd) throw untrusted(name);
  return page;
}

const countUsers = async (credentials: Credentials) => (await list(credentials, 1, 1)).total;

/** Every self-hosted tenant is called default: there the address tells it apart. */
async function identify(credentials: Credentials): Promise<ProviderProject> {
  const path = `/applications/${encodeURIComponent(credentials.appId)}`;
  const { data } = await ask(credentials, path, { schema: z.object({ tenantId: z.string().min(1) }) });
  if (isHosted(credentials)) return { id: data.tenantId, name: data.tenantId };
  return { id: baseOf(credentials), name: new URL(credentials.endpoint).host };
}

const refusal = (code: string, message: string) =>
  z.object({ code: z.literal(code) }).transform(() => ({ id: null, message }));

async function createUser(credentials: Credentials, user: { email: string; name: string | null }): Promise<string> {
  const { data } = await ask<{ id: string }, { id: null; message: string }>(credentials, "/users", {
    method: "POST",
    body: { primaryEmail: user.email, name: user.name ?? undefined },
    schema: z.object({ id: z.string() }),
    otherwise: {
      400: refusal("guard.invalid_input", "Logto does not accept this e-mail."),
      422: refusal("user.email_already_in_use", "Logto has a user with this e-mail already."),
    },
  });
  if (data.id !== null) return data.id;
  throw new AppError("invalid_input", data.message, {
    field: "email",
    meaning: "Nobody was created.",
    remedy: "Use another e-mail.",
  });
}

async function deleteUser(credentials: Credentials, id: string): Promise<void> {
  await ask(credentials, userPath(id), { method: "DELETE", schema: z.null(), otherwise: { 404: NoSuchUser } });
}

/** No API tells where a self-hosted console is: its server stands in. */
const linkOf = (credentials: Credentials, { id }: ProviderProject, path = "") =>
  isHosted(credentials) ? `https://cloud.logto.io/${encodeURIComponent(id)}${path}` : baseOf(credentials);

/** Logto, hosted or self-hosted, read through its Management API. https://docs.logto.io */
export const logto = {
  id: "logto",
  name,
  tagline: "Open-source identity, on Logto Cloud or your own server.",
  docsUrl: docs,
  keyHelp: {
    text: "Make a machine-to-machine application with the role “Logto Management API access”.",
    url: `${docs}/integrate-logto/interact-with-management-api`,
  },
  credentials: credentialsSchema,
  address: baseOf,
  tracksUpdates: true,
  volatile: ["lastSignInAt"],
  // https://docs.logto.io/logto-cloud/system-limit
  limit: { requests: 200, perSeconds: 10 },
  listProjects: async (credentials) => [await identify(credentials)],
  links: (project, credentials) => ({
    console: linkOf(credentials, project),
    users: linkOf(credentials, project, "/users"),
    apiKeys: linkOf(credentials, project, "/applications"),
    signInMethods: linkOf(credentials, project, "/sign-in-experience"),
    docs,
  }),
  userLink: (project, credentials, id) => linkOf(credentials, project, `/users/${encodeURIComponent(id)}`),
  listUsers,
  getUser,
  identify,
  countUsers,
  createUser,
  deleteUser,
} satisfies Provider<Credentials>;
