import { z } from "zod";
import { type JsonRequest, requestJson } from "@/lib/http";
import { changesOf } from "@/lib/providers/events";
import type { Provider, ProviderProject, ProviderUser } from "@/lib/providers/types";
import { text, time, userSchema } from "@/lib/providers/user";
import { type List, nextPage } from "@/lib/providers/walk";

const hosted = "https://api.stack-auth.com";
const docs = "https://docs.stack-auth.com";
const pageSize = 200;

const credentialsSchema = z.object({
  projectId: z.string().min(1).meta({
    label: "Project ID",
    help: "Shown in the dashboard under Project keys.",
    placeholder: "00000000-0000-0000-0000-000000000000",
    secret: false,
  }),
  secretServerKey: z.string().min(1).meta({
    label: "Secret server key",
    help: "Make one for Rollcall under Project keys.",
    placeholder: "ssk_…",
    secret: true,
  }),
  baseUrl: z
    .union([z.literal(""), z.url({ protocol: /^https?$/ })], "The address of your Stack Auth server")
    .default("")
    .meta({
      label: "API address",
      help: "Only for a Stack Auth server of your own.",
      placeholder: hosted,
      secret: false,
    }),
});

type Credentials = z.output<typeof credentialsSchema>;

const baseOf = ({ baseUrl }: Credentials) => (baseUrl || hosted).replace(/\/+$/, "");

const User = userSchema((raw) => ({
  name: text(raw.display_name),
  email: text(raw.primary_email),
  createdAt: time(raw.signed_up_at_millis),
  updatedAt: null,
}));
const Page = z.object({ items: z.array(User), pagination: z.object({ next_cursor: z.string().nullable() }) });
const Project = z.object({ id: z.string(), display_name: z.string() });
const NoSuchUser = z.object({ code: z.literal("USER_NOT_FOUND") }).transform(() => null);

/** https://docs.stack-auth.com/docs/rest-api/overview */
const get = async <T, E = never>(
  credentials: Credentials,
  path: string,
  answer: Pick<JsonRequest<T, E>, "schema" | "otherwise">,
): Promise<T | E> => {
  const { data } = await requestJson({
    ...answer,
    name: "Stack Auth",
    url: `${baseOf(credentials)}/api/v1${path}`,
    headers: {
      "x-stack-access-type": "server",
      "x-stack-project-id": credentials.projectId,
      "x-stack-secret-server-key": credentials.secretServerKey,
    },
    refusedRemedy: "Make a secret server key under Project keys, then replace it here.",
  });
  return data;
};

/** Oldest first. `cursor` includes its own user; where that one was deleted, Stack Auth answers 200 with no users. */
async function listFrom(credentials: Credentials, id: string | null): Promise<List> {
  const order = { order_by: "signed_up_at", desc: "false", include_anonymous: "true" };
  const query = new URLSearchParams({ limit: String(pageSize), ...order, ...(id === null ? {} : { cursor: id }) });
  const { items, pagination } = await get(credentials, `/users?${query}`, { schema: Page });
  return { users: items, isEnd: pagination.next_cursor === null };
}

const getUser = (credentials: Credentials, id: string): Promise<ProviderUser | null> =>
  get(credentials, `/users/${encodeURIComponent(id)}`, { schema: User, otherwise: { 404: NoSuchUser } });

async function identify(credentials: Credentials): Promise<ProviderProject> {
  const { id, display_name } = await get(credentials, "/projects/current", { schema: Project });
  return { id, name: display_name };
}

/** Stack Auth, hosted or self-hosted. https://docs.stack-auth.com */
export const stackAuth = {
  id: "stack-auth",
  name: "Stack Auth",
  tagline: "Open-source user management, hosted or your own.",
  docsUrl: docs,
  keyHelp: { text: "Dashboard, Project keys, Create new key.", url: "https://app.stack-auth.com" },
  credentials: credentialsSchema,
  address: baseOf,
  tracksUpdates: false,
  // Moves with every visit, and no webhook tells of it.
  volatile: ["last_active_at_millis"],
  // None documented: https://docs.stack-auth.com/docs/rest-api/overview
  limit: null,
  listProjects: async (credentials) => [await identify(credentials)],
  links: ({ id }, credentials) => linksOf(id, credentials),
  listUsers: (credentials, cursor) =>
    nextPage(
      { name: "Stack Auth", listFrom: (id) => listFrom(credentials, id), getUser: (id) => getUser(credentials, id) },
      cursor,
    ),
  getUser,
  identify,
  webhook: {
    scheme: { kind: "standard-webhooks" },
    secretFrom: "provider",
    instructions: [
      "Open Webhooks in the Stack Auth dashboard and add an endpoint with the address shown here.",
      "Let it send user.created, user.updated and user.deleted.",
      "Copy the endpoint's signing secret, which begins with whsec_, and paste it here.",
    ],
    parse: (body) => changesOf("Stack Auth", body, () => null),
  },
} satisfies Provider<Credentials>;

/** The dashboard of a self-hosted server has an address of its own that no API tells: its API's origin stands in. */
function linksOf(projectId: string, credentials: Credentials) {
  const base = baseOf(credentials);
  if (base !== hosted) {
    const { origin } = new URL(base);
    return { console: origin, users: origin, apiKeys: origin, signInMethods: origin, docs };
  }
  const dashboard = `https://app.stack-auth.com/projects/${encodeURIComponent(projectId)}`;
  return {
    console: dashboard,
    users: `${dashboard}/users`,
    apiKeys: `${dashboard}/project-keys`,
    signInMethods: `${dashboard}/auth-methods`,
    docs,
  };
}
