import { z } from "zod";
import { ask, projectOf, usersHost } from "@/lib/providers/firebase-api";
import { type Credentials, name } from "@/lib/providers/firebase-credentials";
import type { ProviderProject } from "@/lib/providers/types";
import { untrusted } from "@/lib/providers/walk";

/** Somebody who sees more projects than this is shown them without their tenants: each costs a request. */
const mostWithTenants = 10;
const mostPages = 100;

const Projects = z.object({
  results: z.array(z.object({ projectId: z.string() })).default([]),
  nextPageToken: z.string().optional(),
});
const Tenants = z.object({
  tenants: z.array(z.object({ name: z.string() })).default([]),
  nextPageToken: z.string().optional(),
});
/** Tenants need Identity Platform, and a permission of their own: without them there is just the project. */
const NoTenants = z.unknown().transform((): z.output<typeof Tenants> => ({ tenants: [] }));

/** Ids stand in for names: whoever may read users may not always read names. */
const called = (id: string): ProviderProject => ({ id, name: id });

/** What is synced, as one id: a project's, or a project's and a tenant's with a slash between. */
export const selected = (credentials: Credentials): ProviderProject =>
  called([projectOf(credentials), credentials.tenantId].filter(Boolean).join("/"));

export function select(credentials: Credentials, id: string): Promise<Credentials> {
  const [projectId = "", tenantId = ""] = id.split("/");
  return Promise.resolve({ ...credentials, projectId, tenantId });
}

async function everyPage<T>(read: (query: string) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const all: T[] = [];
  let token = "";
  for (let page = 0; page < mostPages; page++) {
    const { items, next } = await read(token === "" ? "" : `&pageToken=${encodeURIComponent(token)}`);
    all.push(...items);
    if (!next) return all;
    token = next;
  }
  throw untrusted(name);
}

/** https://cloud.google.com/identity-platform/docs/reference/rest/v2/projects.tenants/list */
async function withTenants(credentials: Credentials, projectId: string): Promise<ProviderProject[]> {
  const within = { ...credentials, projectId };
  const tenants = await everyPage(async (query) => {
    const path = `/v2/projects/${encodeURIComponent(projectId)}/tenants?pageSize=1000${query}`;
    const otherwise = { 400: NoTenants, 403: NoTenants, 404: NoTenants };
    const page = await ask(within, usersHost, path, { schema: Tenants, otherwise });
    return { items: page.tenants, next: page.nextPageToken };
  });
  // Named projects/{project, at times by its number}/tenants/{tenant}.
  return [called(projectId), ...tenants.map((tenant) => called(`${projectId}/${tenant.name.split("/").at(-1)}`))];
}

/** A person's projects. https://firebase.google.com/docs/reference/firebase-management/rest/v1beta1/projects/list */
const projectIds = (credentials: Credentials): Promise<string[]> =>
  everyPage(async (query) => {
    const path = `/v1beta1/projects?pageSize=100${query}`;
    const page = await ask({ ...credentials, projectId: "" }, "firebase.googleapis.com", path, { schema: Projects });
    return { items: page.results.map(({ projectId }) => projectId), next: page.nextPageToken };
  });

/** The project of a key, or a person's projects, with their tenants. */
export async function listProjects(
  credentials: Credentials,
  identify: (credentials: Credentials) => Promise<ProviderProject>,
): Promise<ProviderProject[]> {
  if (credentials.refreshToken === "") {
    const { id } = await identify({ ...credentials, tenantId: "" });
    return withTenants(credentials, id);
  }
  const ids = await projectIds(credentials);
  if (ids.length > mostWithTenants) return ids.map(called);
  return (await Promise.all(ids.map((id) => withTenants(credentials, id)))).flat();
}
