import { createHash, generateKeyPairSync } from "node:crypto";
import http from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { firebase } from "@/lib/providers/firebase";
import { listen } from "@/lib/providers/fixtures/counterpart";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import { type Google, keyFile, startGoogle } from "@/lib/providers/fixtures/google";

const operator = vi.hoisted(() => ({ clientOf: vi.fn() }));
vi.mock("@/lib/providers/clients", () => operator);

const projectId = "storefront";
const lookup = "accounts:lookup";
const googleError = (code: number, message: string, status?: string) => ({
  status: code,
  body: JSON.stringify({ error: { code, message, status } }),
});

describe("Firebase Auth", () => {
  const asked: http.IncomingMessage[] = [];
  const upstream = http.createServer((request, response) => {
    asked.push(request);
    const tenants = [{ name: `projects/4711/tenants/acme-x1y2z` }];
    const isTenants = request.url?.includes("/tenants?");
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify(isTenants ? { tenants } : { recordsCount: "0" }));
  });
  let users: { origin: string; stop(): Promise<void> };
  let google: Google;
  let proxy: FaultProxy;

  beforeAll(async () => {
    users = await listen(upstream);
    google = await startGoogle({ upstream: users.origin, projects: ["one", "two", "three"] });
    proxy = await startFaultProxy(google.origin);
  });
  afterEach(() => expect(proxy.clear()).toBe(0));
  afterAll(async () => {
    await proxy?.stop();
    await google?.stop();
    await users?.stop();
  });

  const withKey = (origin = proxy.origin) =>
    firebase.credentials.parse({ serviceAccount: google.serviceAccount(projectId, origin), baseUrl: proxy.origin });
  const tokens = () => proxy.seen("/token");

  describe("a service account", () => {
    it("gets one token for many calls at the same time, and another when Google has forgotten it", async () => {
      const before = tokens();
      await Promise.all([1, 2, 3].map(() => firebase.identify(withKey())));
      google.expire();
      await Promise.all([1, 2, 3].map(() => firebase.identify(withKey())));
      expect(tokens() - before).toBe(2);
    });

    it("shows its key to no token address but Google's", async () => {
      const serviceAccount = google.serviceAccount(projectId, proxy.origin);
      const before = tokens();
      const foreign = firebase.credentials.parse({ serviceAccount });
      const refused = { code: "provider_refused", message: expect.stringContaining("not Google's") };
      await expect(firebase.identify(foreign)).rejects.toMatchObject(refused);
      expect(tokens()).toBe(before);
    });

    it("shows an emulator no key", async () => {
      const before = tokens();
      const { serviceAccount } = withKey("https://oauth2.googleapis.com");
      const credentials = firebase.credentials.parse({ serviceAccount, baseUrl: users.origin });
      expect((await firebase.identify(credentials)).id).toBe(projectId);
      expect(asked.at(-1)?.headers.authorization).toBe("Bearer owner");
      expect(tokens()).toBe(before);
    });

    it("sees its project and the tenants of it", async () => {
      const ids = (await firebase.listProjects(withKey())).map(({ id }) => id);
      expect(ids).toEqual([projectId, `${projectId}/acme-x1y2z`]);
    });

    it("sees its project alone where it may not list tenants", async () => {
      proxy.inject("/tenants?", googleError(403, "The caller does not have permission", "PERMISSION_DENIED"));
      expect(await firebase.listProjects(withKey())).toEqual([{ id: projectId, name: projectId }]);
    });

    it("is told which permission it lacks", async () => {
      const message = "Permission 'firebaseauth.users.get' denied on resource '//identitytoolkit.googleapis.com/x'.";
      proxy.inject(lookup, googleError(403, message, "PERMISSION_DENIED"));
      await expect(firebase.getUser(withKey(), "u1")).rejects.toMatchObject({
        code: "provider_refused",
        message: expect.stringContaining("firebaseauth.users.get"),
      });
    });
  });

  it.each([
    ["not JSON", "-----BEGIN PRIVATE KEY-----"],
    ["another kind of file", JSON.stringify({ type: "authorized_user" })],
    ["nothing", ""],
    ["a key that signs otherwise", ecKeyFile()],
  ])("takes only a service account's key file: %s is refused", (_what, serviceAccount) => {
    const { error } = firebase.credentials.safeParse({ serviceAccount });
    expect(error?.issues.map(({ path }) => path)).toEqual([["serviceAccount"]]);
  });

  it.each([
    ["QUOTA_EXCEEDED : Exceeded quota for reading accounts.", undefined],
    ["TOO_MANY_ATTEMPTS_TRY_LATER", undefined],
    ["Quota exceeded for quota metric.", "RESOURCE_EXHAUSTED"],
  ])("waits where a 400 means that there were too many requests: %s", async (message, status) => {
    proxy.inject(lookup, googleError(400, message, status));
    await expect(firebase.getUser(withKey(), "u1")).rejects.toMatchObject({ code: "provider_unavailable" });
  });

  it.each([
    ["{}", "{}"],
    ["another answer", JSON.stringify({ kind: "identitytoolkit#DeleteAccountResponse" })],
    ["another user", JSON.stringify({ kind: "identitytoolkit#GetAccountInfoResponse", users: [{ localId: "u2" }] })],
  ])("never takes %s for the absence of a user", async (_what, body) => {
    proxy.inject(lookup, { status: 200, body });
    await expect(firebase.getUser(withKey(), "u1")).rejects.toMatchObject({ code: "provider_unavailable" });
  });

  it.each([
    ["{}", {}],
    ["a page that leads to itself", { kind: "identitytoolkit#DownloadAccountResponse", nextPageToken: "t1" }],
  ])("never takes %s for the end of a walk", async (_what, body) => {
    proxy.inject("accounts:batchGet", { status: 200, body: JSON.stringify(body) });
    await expect(firebase.listUsers(withKey(), "t1")).rejects.toMatchObject({ code: "provider_unavailable" });
  });

  it("goes on over an empty page that is not the last", async () => {
    const body = { kind: "identitytoolkit#DownloadAccountResponse", nextPageToken: "t2" };
    proxy.inject("accounts:batchGet", { status: 200, body: JSON.stringify(body) });
    expect(await firebase.listUsers(withKey(), "t1")).toEqual({ users: [], next: "t2" });
  });

  it("reads times in milliseconds as Google writes them, and odd ones as none", async () => {
    const times = ["1767323045678", "soon", 7];
    const listed = times.map((createdAt, n) => ({ localId: `u${n}`, createdAt }));
    proxy.inject("accounts:batchGet", {
      status: 200,
      body: JSON.stringify({ kind: "identitytoolkit#DownloadAccountResponse", users: listed }),
    });
    const { users: read } = await firebase.listUsers(withKey(), null);
    expect(read.map(({ createdAt }) => createdAt)).toEqual(["2026-01-02T03:04:05.678Z", null, null]);
  });

  it("links a tenant to Google Cloud's console, where tenants are", () => {
    const { users: link } = firebase.links({ id: "storefront/acme-x1y2z", name: "acme" });
    expect(link).toBe("https://console.cloud.google.com/customer-identity/users?project=storefront");
  });

  describe("a person's consent", () => {
    const redirectUri = "https://rollcall.example.com/api/oauth/firebase";
    const codeVerifier = "a-verifier-of-at-least-forty-three-characters";

    async function connect(verifier = codeVerifier) {
      const client = { ...google.client, baseUrl: proxy.origin };
      operator.clientOf.mockImplementation((id: string) => (id === "firebase" ? client : null));
      const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");
      const url = firebase.oauth.authorizeUrl(client, { redirectUri, state: "s1", codeChallenge });
      const { headers } = await fetch(url, { redirect: "manual" });
      const back = new URL(headers.get("location") ?? "");
      expect(back.searchParams.get("state")).toBe("s1");
      const code = back.searchParams.get("code") ?? "";
      return firebase.oauth.exchange(client, { code, codeVerifier: verifier, redirectUri });
    }

    it("shows all projects over several pages, with their tenants", async () => {
      const ids = (await firebase.listProjects(await connect())).map(({ id }) => id);
      expect(ids).toEqual(["one", "one/acme-x1y2z", "two", "two/acme-x1y2z", "three", "three/acme-x1y2z"]);
    });

    it("reads the selected project, on that project's account, with fresh tokens as long as it holds", async () => {
      const credentials = await firebase.select(await connect(), "two/acme-x1y2z");
      expect(firebase.credentials.parse(credentials)).toEqual(credentials);
      await firebase.identify(credentials);
      google.expire();
      expect(await firebase.identify(credentials)).toEqual({ id: "two/acme-x1y2z", name: "two/acme-x1y2z" });
      expect(asked.at(-1)?.url).toContain("/projects/two/tenants/acme-x1y2z/accounts:query");
      expect(asked.at(-1)?.headers["x-goog-user-project"]).toBe("two");
    });

    it("is given back at the end, twice without complaint, and serves no more", async () => {
      const credentials = await firebase.select(await connect(), "two");
      await firebase.release(credentials);
      await firebase.release(credentials);
      expect(google.refreshTokens()).not.toContain(credentials.refreshToken);
      google.expire();
      await expect(firebase.identify(credentials)).rejects.toMatchObject({ code: "provider_refused" });
    });

    it("needs the operator's client, and says so where it is gone", async () => {
      const credentials = await firebase.select(await connect(), "two");
      operator.clientOf.mockReturnValue(null);
      const refused = { code: "provider_refused", remedy: expect.stringContaining("PROVIDER_CLIENTS") };
      await expect(firebase.identify(credentials)).rejects.toMatchObject(refused);
    });

    it("is not exchanged with another verifier", async () => {
      await expect(connect("another")).rejects.toMatchObject({ code: "provider_refused" });
    });

    it("is of no use without a refresh token", async () => {
      proxy.inject("/token", { status: 200, body: JSON.stringify({ access_token: "ya29.x", expires_in: 3599 }) });
      const refused = { code: "provider_refused", message: expect.stringContaining("without a refresh token") };
      await expect(connect()).rejects.toMatchObject(refused);
    });
  });

  it("leaves a service account as it is at Disconnect", async () => {
    await firebase.release(withKey());
    expect((await firebase.identify(withKey())).id).toBe(projectId);
  });
});

function ecKeyFile(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return keyFile(projectId, "https://x.example", privateKey.export({ type: "pkcs8", format: "pem" }).toString());
}
