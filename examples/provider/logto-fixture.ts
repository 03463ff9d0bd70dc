import { randomUUID } from "node:crypto";
import http from "node:http";
import { type Counterpart, listen } from "@/lib/providers/fixtures/counterpart";

const appId = "rollcallapp0123456789";
const appSecret = "s3cretOfTheMachineToMachineApp00";
const resource = "https://default.logto.app/api";
const largestPage = 100;

type User = { id: string; primaryEmail: string | null; name: string | null; [key: string]: unknown };
type Answer = { status: number; body?: unknown; headers?: Record<string, string | string[]> };
type Call = { method: string; url: URL; authorization: string; sent: string };

const ok = (body: unknown): Answer => ({ status: 200, body });
const refused = (status: number, code: string, details?: string): Answer => ({
  status,
  body: { code, details, message: `This is ${code}.` },
});
const noSuchThing = refused(404, "entity.not_found");

/** What the API shows of a user. https://openapi.logto.io/operation/operation-getuser */
const shown = ({ passwordEncrypted, mfaVerifications, ...user }: User, query: URLSearchParams): Answer["body"] =>
  query.get("includePasswordHash") === "true"
    ? { ...user, passwordDigest: passwordEncrypted, passwordAlgorithm: "Argon2i" }
    : user;

const newUser = (given: Record<string, unknown>, now: number): User => ({
  id: randomUUID().replaceAll("-", "").slice(0, 12),
  username: null,
  primaryEmail: null,
  primaryPhone: null,
  name: null,
  avatar: null,
  customData: {},
  identities: {},
  lastSignInAt: null,
  createdAt: now,
  updatedAt: now,
  profile: {},
  applicationId: null,
  cimdClientId: null,
  isSuspended: false,
  hasPassword: true,
  ...given,
  passwordEncrypted: "$argon2i$v=19$m=4096,t=10,p=1$JBSWY3DPEHPK3PXP",
  mfaVerifications: [{ type: "Totp", id: randomUUID(), key: "JBSWY3DPEHPK3PXP" }],
});

class Tenant {
  /** Oldest first. Logto orders by microseconds and shows milliseconds: this order is finer than `createdAt`. */
  readonly users = new Map<string, User>();
  private readonly tokens = new Set<string>();

  add(given: Record<string, unknown>, now = Date.now()): User {
    const user = newUser(given, now);
    this.users.set(user.id, user);
    return user;
  }

  token(form: URLSearchParams): Answer {
    const failed = (status: number, error: string) => ({ status, body: { error, error_description: `${error} here` } });
    if (form.get("grant_type") !== "client_credentials") return failed(400, "unsupported_grant_type");
    if (form.get("client_id") !== appId) return failed(400, "invalid_client");
    if (form.get("client_secret") !== appSecret) return failed(401, "invalid_client");
    if (form.get("resource") !== resource) return failed(400, "invalid_target");
    const access_token = randomUUID();
    this.tokens.add(access_token);
    return ok({ access_token, expires_in: 3600, token_type: "Bearer", scope: form.get("scope") ?? undefined });
  }

  answer(call: Call): Answer {
    const { method, url, authorization, sent } = call;
    const [, first, kind, id] = url.pathname.split("/").map(decodeURIComponent);
    if (url.pathname === "/oidc/token" && method === "POST") return this.token(new URLSearchParams(sent));
    if (first !== "api") return { status: 404 };
    if (!authorization) return refused(401, "auth.authorization_header_missing");
    if (!this.tokens.has(authorization.replace(/^Bearer /, ""))) return refused(401, "auth.unauthorized");
    if (kind === "applications" && id) return id === appId ? ok({ tenantId: "default", id, name: "M" }) : noSuchThing;
    if (kind !== "users") return { status: 404 };
    if (id) return this.one(call, id);
    return method === "POST" ? this.create(JSON.parse(sent)) : this.list(url);
  }

  /** Newest first. A page beyond the end is empty; a size above 100 is refused. */
  private list(url: URL): Answer {
    const query = url.searchParams;
    const page = Number(query.get("page") || 1);
    const size = Number(query.get("page_size") || 20);
    if (!(page > 0) || !(size > 0 && size <= largestPage)) return refused(400, "guard.invalid_pagination");
    const users = [...this.users.values()].reverse().slice((page - 1) * size, page * size);
    const last = Math.ceil(this.users.size / size) || 1;
    const pages = { first: 1, ...(page > 1 && { prev: page - 1 }), last, ...(page < last && { next: page + 1 }) };
    const links = Object.entries(pages).map(([rel, number]) => {
      query.set("page", String(number));
      return `<${url}>; rel="${rel}"`;
    });
    const body = users.map((user) => shown(user, query));
    return { status: 200, body, headers: { "total-number": String(this.users.size), link: links.join(", ") } };
  }

  private one({ method, url, sent }: Call, id: string): Answer {
    const user = this.users.get(id);
    if (!user) return noSuchThing;
    if (method === "GET") return ok(shown(user, url.searchParams));
    if (method === "PATCH")
      return ok(shown(Object.assign(user, JSON.parse(sent), { updatedAt: Date.now() }), url.searchParams));
    this.users.delete(id);
    return { status: 204 };
  }

  private create(given: { primaryEmail?: string; name?: string }): Answer {
    const email = given.primaryEmail?.toLowerCase();
    if (email !== undefined && !/^\S+@\S+\.\S+$/.test(email))
      return refused(400, "guard.invalid_input", 'Error in key path "primaryEmail": (invalid_string) Invalid');
    const others = [...this.users.values()].map(({ primaryEmail }) => primaryEmail?.toLowerCase());
    if (email !== undefined && others.includes(email)) return refused(422, "user.email_already_in_use");
    return ok(shown(this.add({ ...given, hasPassword: false }), new URLSearchParams()));
  }
}

/** A fake of a self-hosted Logto in memory, after its documentation and source. https://github.com/logto-io/logto */
export async function startLogto(): Promise<Counterpart> {
  const tenant = new Tenant();
  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const { method = "GET", headers } = request;
    const sent = Buffer.concat(parts).toString();
    const answer = tenant.answer({ method, url, authorization: headers.authorization ?? "", sent });
    const type = answer.body === undefined ? "text/plain" : "application/json; charset=utf-8";
    response.writeHead(answer.status, { "content-type": type, ...answer.headers });
    response.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
  });
  const { origin, stop } = await listen(server);
  return {
    origin,
    credentials: (endpoint) => ({ endpoint, appId, appSecret }),
    wrongCredentials: (endpoint) => ({ endpoint, appId, appSecret: "n3verRightN3verRightN3verRight00" }),
    unknownId: "zzzzzzzzzzzz",
    initial: [],
    requests: { list: "/api/users?", get: "/api/users/" },
    emptyList: "[]",
    addUsers: async (count) => {
      const now = Date.now();
      return Array.from({ length: count }, () => tenant.add({ name: "User" }, now).id);
    },
    addOddUsers: async () =>
      [null, "", "Zoë 👩‍🚀 \u202eevil", "n".repeat(128)].map((name) => {
        const { id } = tenant.add({ name });
        return { id, name: name || null, email: null };
      }),
    changeUser: async (id) =>
      void Object.assign(tenant.users.get(id) ?? {}, { name: `User ${randomUUID()}`, updatedAt: Date.now() }),
    deleteUser: async (id) => void tenant.users.delete(id),
    stop,
  };
}
