import { z } from "zod";
import { AppError } from "@/lib/errors";
import { apiAddress } from "@/lib/providers/address";
import type { Provider, ProviderProject, ProviderUser } from "@/lib/providers/types";
import { firstText, fullName, text, time, userSchema } from "@/lib/providers/user";
import { type List, nextPage } from "@/lib/providers/walk";
import { ask, baseOf, type WorkosCredentials } from "@/lib/providers/workos-api";
import { workosFeed } from "@/lib/providers/workos-events";
import { workosWebhook } from "@/lib/providers/workos-webhook";

const dashboard = "https://dashboard.workos.com";
const docs = "https://workos.com/docs";
const users = "/user_management/users";

const User = userSchema((raw) => ({
  name: firstText(raw.name, fullName(raw.first_name, raw.last_name)),
  email: text(raw.email),
  createdAt: time(raw.created_at),
  updatedAt: time(raw.updated_at),
}));
const Page = z.object({ data: z.array(User), list_metadata: z.object({ after: z.string().nullable() }) });
const NoSuchUser = z.object({ message: z.string().regex(/^User not found\b/) }).transform(() => null);
const Role = z.object({ id: z.string().min(1), slug: z.string(), created_at: z.string() });
const Roles = z.object({ data: z.array(Role) });

const credentialsSchema = z.object({
  apiKey: z.string().min(1).meta({
    label: "API key",
    help: "A secret key of the environment, from API Keys in the WorkOS dashboard.",
    placeholder: "sk_live_…",
    secret: true,
  }),
  baseUrl: apiAddress("https://api.workos.com"),
});

/** What is answered for a cursor whose user is gone is documented nowhere; a refusal says as little as an empty list. */
const Unanswered = z.object({ message: z.string() }).transform(() => ({ data: [], list_metadata: { after: "" } }));
const unanswered = { 400: Unanswered, 404: Unanswered, 422: Unanswered };

/** Oldest first, at most 100, without the user that `after` names. */
async function listFrom(credentials: WorkosCredentials, id: string | null): Promise<List> {
  const query = new URLSearchParams({ limit: "100", order: "asc", ...(id === null ? {} : { after: id }) });
  const otherwise = id === null ? {} : unanswered;
  const page = await ask(credentials, `${users}?${query}`, { schema: Page, otherwise });
  return { users: page.data, isEnd: page.list_metadata.after === null };
}

const pathOf = (id: string) => `${users}/${encodeURIComponent(id)}`;

const getUser = (credentials: WorkosCredentials, id: string): Promise<ProviderUser | null> =>
  ask(credentials, pathOf(id), { schema: User, otherwise: { 404: NoSuchUser } });

/**
 * Nothing in the API names the environment of a key, and keys are replaced. Every environment is made with a role
 * `member`, whose id no other has; who made another the default and deleted it is known by the oldest role instead.
 * https://workos.com/docs/rbac/configuration
 */
async function identify(credentials: WorkosCredentials): Promise<ProviderProject> {
  const { data: roles } = await ask(credentials, "/authorization/roles", { schema: Roles });
  const age = (role: z.output<typeof Role>) => role.created_at + role.id;
  const oldest = roles.toSorted((a, b) => (age(a) < age(b) ? -1 : 1))[0];
  const role = roles.find(({ slug }) => slug === "member") ?? oldest;
  if (role) return { id: role.id, name: credentials.apiKey.startsWith("sk_live_") ? "Production" : "Staging" };
  throw new AppError(
    "provider_refused",
    "This WorkOS environment has no roles, and nothing else tells it from others.",
    {
      meaning: "Your table stays as it is.",
      remedy: "Make a role named member in the WorkOS dashboard, then try again.",
    },
  );
}

/** The address is all that can be wrong with such a user; the codes for taken and malformed ones are not documented. */
const EmailRefused = z
  .unknown()
  .refine((json) => /email/i.test(JSON.stringify(json)))
  .transform(() => null);
const emailRefused = { 400: EmailRefused, 409: EmailRefused, 422: EmailRefused };

async function createUser(credentials: WorkosCredentials, user: { email: string; name: string | null }) {
  const [, first_name, last_name] = /^\s*(\S+)\s*(.*?)\s*$/su.exec(user.name ?? "") ?? [];
  const body = { email: user.email, ...(first_name && { first_name }), ...(last_name && { last_name }) };
  const created = await ask(credentials, users, { method: "POST", body, schema: User, otherwise: emailRefused });
  if (created) return created.id;
  throw new AppError("invalid_input", "WorkOS does not take this e-mail address: it is in use, or not valid.", {
    field: "email",
    meaning: "No user was created.",
    remedy: "Enter another address.",
  });
}

/** WorkOS: AuthKit and User Management. https://workos.com/docs/reference/authkit/user */
export const workos = {
  id: "workos",
  name: "WorkOS",
  tagline: "AuthKit and User Management, one environment each.",
  docsUrl: docs,
  keyHelp: { text: "Dashboard, the environment, API Keys.", url: `${dashboard}/api-keys` },
  credentials: credentialsSchema,
  address: baseOf,
  tracksUpdates: true,
  volatile: ["last_sign_in_at"],
  // It bans nobody. https://workos.com/docs/reference/authkit/user
  facts: { verified: "$.email_verified == true" },
  // Not among what a sign-in answers: https://workos.com/docs/authkit/metadata
  privateKeys: ["metadata"],
  // Reads of users, for the whole environment: https://workos.com/docs/reference/rate-limits
  limit: { requests: 1000, perSeconds: 10 },
  listProjects: async (credentials) => [await identify(credentials)],
  // Users have a page per environment, whose id the API does not tell.
  links: () => ({
    console: dashboard,
    users: dashboard,
    apiKeys: `${dashboard}/api-keys`,
    signInMethods: `${dashboard}/authentication`,
    docs,
  }),
  listUsers: (credentials, cursor) =>
    nextPage(
      {
        name: "WorkOS",
        excludes: true,
        listFrom: (id) => listFrom(credentials, id),
        getUser: (id) => getUser(credentials, id),
      },
      cursor,
    ),
  getUser,
  identify,
  webhook: workosWebhook,
  feed: workosFeed,
  createUser,
  deleteUser: async (credentials, id) => {
    await ask(credentials, pathOf(id), { method: "DELETE", schema: z.unknown(), otherwise: { 404: NoSuchUser } });
  },
} satisfies Provider<WorkosCredentials>;
