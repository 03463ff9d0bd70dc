import { authOf, type Credentials, credentialsSchema, managementOf, name } from "@/lib/providers/supabase-api";
import { listManaged, narrow, select, supabaseOAuth } from "@/lib/providers/supabase-management";
import { countUsers, createUser, deleteUser, getUser, listUsers } from "@/lib/providers/supabase-users";
import { supabaseWebhook } from "@/lib/providers/supabase-webhook";
import type { Provider, ProviderProject, QuickLinks } from "@/lib/providers/types";

const docs = "https://supabase.com/docs/guides/auth";

/** Of a project that Supabase hosts; null for a server of one's own. */
const refOf = (credentials: Credentials): string | null =>
  credentials.projectRef || (/^([a-z0-9]+)\.supabase\.co$/.exec(new URL(credentials.projectUrl).host)?.[1] ?? null);

/** No API tells a secret key its project's name: the project's reference stands in, or the host. */
async function identify(credentials: Credentials): Promise<ProviderProject> {
  await countUsers(credentials);
  const id = refOf(credentials) ?? new URL(credentials.projectUrl).host;
  return { id, name: credentials.projectName || id };
}

/** The dashboard of a server of one's own is where its API is, if anywhere. */
function links(_project: ProviderProject, credentials: Credentials): QuickLinks {
  const ref = refOf(credentials);
  if (ref === null) {
    const { origin } = new URL(credentials.projectUrl);
    return { console: origin, users: origin, apiKeys: origin, signInMethods: origin, docs };
  }
  const dashboard = `https://supabase.com/dashboard/project/${encodeURIComponent(ref)}`;
  return {
    console: dashboard,
    users: `${dashboard}/auth/users`,
    apiKeys: `${dashboard}/settings/api-keys`,
    signInMethods: `${dashboard}/auth/providers`,
    docs,
  };
}

/** Supabase Auth, hosted or self-hosted. https://supabase.com/docs/guides/auth */
export const supabase = {
  id: "supabase",
  name,
  tagline: "The users of a Supabase project, hosted or your own.",
  docsUrl: docs,
  keyHelp: {
    text: "Dashboard, Settings, API Keys: a secret key, or the service_role key.",
    url: "https://supabase.com/dashboard/project/_/settings/api-keys",
  },
  credentials: credentialsSchema,
  address: (credentials) => (credentials.projectUrl ? authOf(credentials) : managementOf(credentials)),
  oauth: supabaseOAuth,
  tracksUpdates: true,
  volatile: ["last_sign_in_at"],
  // https://supabase.com/docs/guides/auth/users
  facts: { verified: "exists($.email_confirmed_at ? (@ != null))", banned: "$.banned_until > $now" },
  // https://supabase.com/docs/guides/auth/users
  privateKeys: ["app_metadata"],
  // None is documented for what an administrator's key asks: https://supabase.com/docs/guides/auth/rate-limits
  limit: null,
  listProjects: async (credentials) =>
    credentials.accessToken ? listManaged(credentials) : [await identify(credentials)],
  select,
  narrow,
  links,
  listUsers,
  getUser,
  identify,
  countUsers,
  webhook: supabaseWebhook,
  createUser,
  deleteUser,
} satisfies Provider<Credentials>;
