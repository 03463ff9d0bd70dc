import { z } from "zod";
import { AppError } from "@/lib/errors";
import { askUsers, usersHost } from "@/lib/providers/firebase-api";
import { addressOf, type Credentials, credentialsSchema, name } from "@/lib/providers/firebase-credentials";
import { firebaseOAuth, release } from "@/lib/providers/firebase-oauth";
import { listProjects, select, selected } from "@/lib/providers/firebase-projects";
import type { Json, Provider, ProviderProject, ProviderUser, UserPage } from "@/lib/providers/types";
import { text, time, userSchema } from "@/lib/providers/user";
import { untrusted } from "@/lib/providers/walk";

const docs = "https://firebase.google.com/docs/auth";
/** https://cloud.google.com/identity-platform/docs/reference/rest/v1/projects.accounts/batchGet */
const pageSize = 1000;

/** Milliseconds since 1970 as digits, as Google writes 64-bit numbers. */
const millis = (value: Json | undefined) =>
  time(typeof value === "string" && /^\d+$/.test(value) ? Number(value) : null);

const User = userSchema(
  (raw) => ({
    name: text(raw.displayName),
    email: text(raw.email),
    createdAt: millis(raw.createdAt),
    updatedAt: null,
  }),
  { idOf: (raw) => text(raw.localId) },
);
// Google leaves empty lists and zeros out: only the kind tells that an answer is this one.
const Page = z.object({
  kind: z.literal("identitytoolkit#DownloadAccountResponse"),
  users: z.array(User).default([]),
  nextPageToken: z.string().optional(),
});
const Found = z.object({ kind: z.literal("identitytoolkit#GetAccountInfoResponse"), users: z.array(User).default([]) });
const Count = z.object({ recordsCount: z.string().regex(/^\d+$/).transform(Number).default(0) });
const Created = z.object({ localId: z.string().min(1) });
const failure = (code: RegExp) => z.object({ error: z.object({ message: z.string().regex(code) }) });
const RefusedEmail = failure(/^(EMAIL_EXISTS|INVALID_EMAIL|DUPLICATE_EMAIL)\b/);
const NoSuchUser = failure(/^USER_NOT_FOUND\b/);

async function listUsers(credentials: Credentials, cursor: string | null): Promise<UserPage> {
  const query = new URLSearchParams({
    maxResults: String(pageSize),
    ...(cursor === null ? {} : { nextPageToken: cursor }),
  });
  const { users, nextPageToken } = await askUsers(credentials, `/accounts:batchGet?${query}`, { schema: Page });
  const next = nextPageToken || null;
  if (next !== null && next === cursor) throw untrusted(name);
  return { users, next };
}

/** https://cloud.google.com/identity-platform/docs/reference/rest/v1/projects.accounts/lookup */
async function getUsers(credentials: Credentials, localId: string[]): Promise<ProviderUser[]> {
  const request = { method: "POST", body: { localId }, schema: Found } as const;
  return (await askUsers(credentials, "/accounts:lookup", request)).users;
}

/** Nobody in the answer to a lookup means that there is no such user. */
async function getUser(credentials: Credentials, id: string): Promise<ProviderUser | null> {
  const users = await getUsers(credentials, [id]);
  const user = users.find((one) => one.id === id);
  if (!user && users.length > 0) throw untrusted(name);
  return user ?? null;
}

/** https://cloud.google.com/identity-platform/docs/reference/rest/v1/projects.accounts/query */
async function countUsers(credentials: Credentials): Promise<number> {
  const request = { method: "POST", body: { returnUserInfo: false }, schema: Count } as const;
  return (await askUsers(credentials, "/accounts:query", request)).recordsCount;
}

/** Google takes the project's id in every request: an answer proves that these credentials may read its users. */
async function identify(credentials: Credentials): Promise<ProviderProject> {
  await countUsers(credentials);
  return selected(credentials);
}

async function createUser(credentials: Credentials, user: { email: string; name: string | null }): Promise<string> {
  const answer = await askUsers(credentials, "/accounts", {
    method: "POST",
    body: { email: user.email, ...(user.name === null ? {} : { displayName: user.name }) },
    schema: Created,
    otherwise: { 400: RefusedEmail },
  });
  if ("localId" in answer) return answer.localId;
  throw new AppError("invalid_input", "Firebase Auth does not take this e-mail: it is taken, or is none.", {
    field: "email",
    meaning: "No user was created.",
    remedy: "Use another e-mail.",
  });
}

async function deleteUser(credentials: Credentials, localId: string): Promise<void> {
  const request = { method: "POST", body: { localId }, schema: z.unknown(), otherwise: { 400: NoSuchUser } } as const;
  await askUsers<unknown, unknown>(credentials, "/accounts:delete", request);
}

/** Firebase Authentication and Google's Identity Platform. https://firebase.google.com/docs/auth */
export const firebase = {
  id: "firebase",
  name,
  tagline: "Google's user management, with Identity Platform tenants.",
  docsUrl: docs,
  keyHelp: {
    text: "Firebase console, Project settings, Service accounts, Generate new private key.",
    url: "https://console.firebase.google.com/project/_/settings/serviceaccounts/adminsdk",
  },
  credentials: credentialsSchema,
  address: ({ baseUrl }) => addressOf(baseUrl, usersHost),
  oauth: firebaseOAuth,
  tracksUpdates: false,
  volatile: ["lastLoginAt", "lastRefreshAt"],
  // https://cloud.google.com/identity-platform/docs/reference/rest/v1/UserInfo
  facts: { verified: "$.emailVerified == true", banned: "$.disabled == true" },
  // https://firebase.google.com/docs/auth/limits
  limit: { requests: 500, perSeconds: 1 },
  listProjects: (credentials) => listProjects(credentials, identify),
  select,
  release,
  links: ({ id }) => linksOf(id),
  listUsers,
  getUser,
  // https://firebase.google.com/docs/auth/admin/manage-users#bulk_retrieve_user_data
  batch: { size: 100, get: getUsers },
  identify,
  countUsers,
  createUser,
  deleteUser,
} satisfies Provider<Credentials>;

/** Tenants are in Google Cloud's console only, which has no address for one of them. */
function linksOf(id: string) {
  const [project = "", tenant] = id.split("/").map(encodeURIComponent);
  const console = `https://console.firebase.google.com/project/${project}`;
  const cloud = (page: string) => `https://console.cloud.google.com/customer-identity/${page}?project=${project}`;
  return {
    console: tenant ? cloud("tenants") : `${console}/overview`,
    users: tenant ? cloud("users") : `${console}/authentication/users`,
    apiKeys: `${console}/settings/serviceaccounts/adminsdk`,
    signInMethods: tenant ? cloud("providers") : `${console}/authentication/providers`,
    docs,
  };
}
