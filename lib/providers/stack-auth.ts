import { z } from "zod";
import { changesOf } from "@/lib/providers/events";
import {
  ask,
  baseOf,
  credentialsSchema,
  hosted,
  name,
  type StackAuthCredentials,
} from "@/lib/providers/stack-auth-api";
import { narrow, oauth, provision, register, transfer } from "@/lib/providers/stack-auth-integration";
import { createUser, deleteUser, getUser, listFrom } from "@/lib/providers/stack-auth-users";
import type { Provider, ProviderProject } from "@/lib/providers/types";
import { nextPage } from "@/lib/providers/walk";

const docs = "https://docs.stack-auth.com";
const Project = z.object({ id: z.string(), display_name: z.string() });

async function identify(credentials: StackAuthCredentials): Promise<ProviderProject> {
  const { id, display_name } = await ask(credentials, "/projects/current", { schema: Project });
  return { id, name: display_name };
}

/** Stack Auth, hosted or self-hosted. https://docs.stack-auth.com */
export const stackAuth = {
  id: "stack-auth",
  name,
  tagline: "Open-source user management, hosted or your own.",
  docsUrl: docs,
  keyHelp: { text: "Dashboard, Project keys, Create new key.", url: "https://app.stack-auth.com" },
  credentials: credentialsSchema,
  address: baseOf,
  oauth,
  provision,
  transfer,
  narrow,
  tracksUpdates: false,
  // Moves with every visit, and no webhook tells of it.
  volatile: ["last_active_at_millis"],
  // Others are restricted until they verify their e-mail, and not banned.
  // https://docs.stack-auth.com/docs/rest-api/overview
  facts: { verified: "$.primary_email_verified == true", banned: "$.restricted_by_admin == true" },
  // https://docs.stack-auth.com/docs/concepts/custom-user-data
  privateKeys: ["server_metadata", "restricted_by_admin_private_details"],
  // None documented: https://docs.stack-auth.com/docs/rest-api/overview
  limit: null,
  listProjects: async (credentials) => [await identify(credentials)],
  links: ({ id }, credentials) => linksOf(id, credentials),
  userLink: ({ id }, credentials, userId) => userLinkOf(linksOf(id, credentials).users, credentials, userId),
  listUsers: (credentials, cursor) =>
    nextPage({ name, listFrom: (id) => listFrom(credentials, id), getUser: (id) => getUser(credentials, id) }, cursor),
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
    parse: (body) => changesOf(name, body, () => null),
    register,
  },
  createUser,
  deleteUser,
} satisfies Provider<StackAuthCredentials>;

/** The dashboard of a self-hosted server has an address of its own that no API tells: its API's origin stands in. */
function linksOf(projectId: string, credentials: StackAuthCredentials) {
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

const userLinkOf = (users: string, credentials: StackAuthCredentials, userId: string) =>
  baseOf(credentials) === hosted ? `${users}/${encodeURIComponent(userId)}` : users;
