import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeProvider } from "@/lib/providers/contract";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import {
  oauthClient,
  type SupabaseFake,
  secretKey,
  serviceRoleKey,
  startSupabase,
} from "@/lib/providers/fixtures/supabase";
import { supabase } from "@/lib/providers/supabase";
import { createDatabase } from "@/test/database";

describe("Supabase Auth that lists by keyset", () => describeProvider(supabase, () => startSupabase({ keyset: true })));

describe("Supabase Auth", () => {
  let fake: SupabaseFake;
  let proxy: FaultProxy;

  beforeAll(async () => {
    fake = await startSupabase();
    proxy = await startFaultProxy(fake.origin);
  });
  afterAll(async () => {
    await proxy?.stop();
    await fake?.stop();
  });

  const withKey = (key = secretKey, projectUrl = proxy.origin) =>
    supabase.credentials.parse({ projectUrl, secretKey: key });
  const withToken = () => supabase.credentials.parse(fake.credentials(proxy.origin));
  const ref = () => fake.projectId ?? "";

  describe("credentials", () => {
    it("are an address and a key, or a token, and name what is missing", () => {
      const missing = (typed: object) => supabase.credentials.safeParse(typed).error?.issues.map(({ path }) => path[0]);
      expect(missing({ projectUrl: "", secretKey: "" })).toEqual(["projectUrl", "secretKey"]);
      expect(missing({ projectUrl: "https://a.supabase.co" })).toEqual(["secretKey"]);
      expect(missing({ secretKey })).toEqual(["projectUrl"]);
      expect(missing({ projectUrl: "ftp://a" })).toContain("projectUrl");
      expect(missing({ accessToken: "sbp_0" })).toBeUndefined();
    });

    it.each([
      ["new", secretKey],
      ["old", serviceRoleKey],
    ])("hold a key of the %s kind", async (_kind, key) => {
      const { host } = new URL(proxy.origin);
      expect(await supabase.identify(withKey(key))).toEqual({ id: host, name: host });
    });

    it("may name the whole address of a server of one's own", () => {
      expect(supabase.address(withKey(secretKey, "https://auth.example.com/"))).toBe(
        "https://auth.example.com/auth/v1",
      );
      expect(supabase.address(withKey(secretKey, "https://example.com/gotrue/"))).toBe("https://example.com/gotrue");
    });

    it("link a hosted project to its dashboard, and another to its own address", async () => {
      const links = (url: string) => supabase.links({ id: "x", name: "x" }, withKey(secretKey, url));
      expect(links("https://abcdefghijklmnopqrst.supabase.co").users).toBe(
        "https://supabase.com/dashboard/project/abcdefghijklmnopqrst/auth/users",
      );
      expect(links("https://auth.example.com").users).toBe("https://auth.example.com");
    });
  });

  describe("an access token", () => {
    it("lists the projects, gives way to one's key, and can still choose another until it is forgotten", async () => {
      const typed = withToken();
      expect(await supabase.listProjects(typed)).toContainEqual({ id: ref(), name: "Storefront" });
      const selected = await supabase.select(typed, ref());
      expect(selected).toMatchObject({ projectUrl: proxy.origin, secretKey });
      expect(await supabase.listProjects(selected)).toHaveLength(2);
      const narrowed = await supabase.narrow(selected);
      expect(JSON.stringify(narrowed)).not.toContain(typed.accessToken);
      expect(await supabase.identify(narrowed)).toEqual({ id: ref(), name: "Storefront" });
    });

    it("is not needed where a key was typed: that one stays as it is", async () => {
      expect(await supabase.select(withKey(), "")).toEqual(withKey());
    });

    it("falls back to the service_role key, and says so where there is none", async () => {
      const kept = fake.apiKeys.splice(2);
      expect((await supabase.select(withToken(), ref())).secretKey).toBe(serviceRoleKey);
      kept.push(...fake.apiKeys.splice(1));
      await expect(supabase.select(withToken(), ref())).rejects.toMatchObject({
        code: "provider_refused",
        message: expect.stringContaining("Storefront"),
      });
      fake.apiKeys.push(...kept);
    });
  });

  describe("a consent by OAuth", () => {
    const redirectUri = "https://rollcall.example.com/callback";
    const codeVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    // https://www.rfc-editor.org/rfc/rfc7636#appendix-B
    const codeChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    const client = () => ({ ...oauthClient, baseUrl: proxy.origin });

    async function consent(): Promise<string> {
      const url = supabase.oauth.authorizeUrl(client(), { redirectUri, state: "s1", codeChallenge });
      const { headers } = await fetch(url, { redirect: "manual" });
      const { searchParams } = new URL(headers.get("location") ?? "");
      expect(searchParams.get("state")).toBe("s1");
      return searchParams.get("code") ?? "";
    }
    const exchange = (code: string, verifier = codeVerifier) =>
      supabase.oauth.exchange(client(), { code, codeVerifier: verifier, redirectUri });

    it("leads to a project's key, and is given back with all its tokens, twice without complaint", async () => {
      const credentials = await exchange(await consent());
      const selected = await supabase.select(credentials, ref());
      expect(fake.oauth.refreshTokens()).toHaveLength(1);
      const narrowed = await supabase.narrow(selected);
      expect(fake.oauth.refreshTokens()).toEqual([]);
      expect(await supabase.narrow(selected)).toEqual(narrowed);
      const kept = JSON.stringify(narrowed);
      for (const secret of [credentials.accessToken, credentials.refreshToken, oauthClient.clientSecret])
        expect(kept).not.toContain(secret);
      expect(await supabase.identify(narrowed)).toEqual({ id: ref(), name: "Storefront" });
    });

    it("goes on when its access token ends, again and again, though each refresh token serves once", async () => {
      const credentials = await exchange(await consent());
      for (const _time of [1, 2, 3]) {
        fake.oauth.expire();
        expect(await supabase.listProjects(credentials)).toHaveLength(2);
      }
      await supabase.narrow(credentials);
      expect(fake.oauth.refreshTokens()).toEqual([]);
    });

    it("asks for another consent where this one was taken back", async () => {
      const credentials = await exchange(await consent());
      await supabase.narrow(credentials);
      await expect(supabase.listProjects(credentials)).rejects.toMatchObject({
        code: "provider_refused",
        remedy: expect.stringContaining("again"),
      });
    });

    it("is worth nothing without its verifier, and only once", async () => {
      const refused = { code: "provider_refused" };
      await expect(exchange(await consent(), "another")).rejects.toMatchObject(refused);
      const code = await consent();
      await supabase.narrow(await exchange(code));
      await expect(exchange(code)).rejects.toMatchObject(refused);
    });
  });

  describe("users", () => {
    const walk = async (between = () => {}) => {
      const met: string[] = [];
      for (let cursor: string | null = null; ; between()) {
        const { users, next }: Awaited<ReturnType<typeof supabase.listUsers>> = await supabase.listUsers(
          withKey(),
          cursor,
        );
        met.push(...users.map(({ id }) => id));
        if (next === null) return met;
        cursor = next;
      }
    };

    it("who are soft-deleted are gone, in lists and by id, and still counted by Supabase", async () => {
      const [soft = "", ...others] = await fake.addUsers(3);
      fake.softDelete(soft);
      expect(await walk()).toEqual(others);
      expect(await supabase.getUser(withKey(), soft)).toBeNull();
      expect(await supabase.countUsers(withKey())).toBe(3);
    });

    it("are all met when the server loses its keyset in the middle of a walk", async () => {
      const ids = await fake.addUsers(1100);
      fake.setKeyset(true);
      expect([...new Set(await walk(() => fake.setKeyset(false)))]).toEqual(expect.arrayContaining(ids));
    });

    it("do not end with a page of old acquaintances while the server names a next one", async () => {
      const { users, next } = await supabase.listUsers(withKey(), null);
      const body = JSON.stringify({ users: users.slice(-20).map(({ raw }) => raw) });
      const headers = { link: '</admin/users?page=3&per_page=460>; rel="next", </admin/users?page=9>; rel="last"' };
      proxy.inject("/admin/users?", { status: 200, headers, body });
      await expect(supabase.listUsers(withKey(), next)).rejects.toMatchObject({ code: "provider_unavailable" });
    });

    it("are not counted by an answer that names no number", async () => {
      proxy.inject("/admin/users?", { status: 200, body: '{"users":[]}' });
      await expect(supabase.countUsers(withKey())).rejects.toMatchObject({ code: "provider_unavailable" });
    });

    it("are not created with what is no e-mail", async () => {
      const created = supabase.createUser(withKey(), { email: "nobody", name: null });
      await expect(created).rejects.toMatchObject({ code: "invalid_input", field: "email" });
    });
  });

  describe("the trigger", () => {
    const { parse, snippet } = supabase.webhook;

    it("tells a real PostgreSQL's every change by id alone, each differently, and never stops one", async () => {
      const db = new pg.Client({ connectionString: await createDatabase() });
      await db.connect();
      await db.query(`
        create schema auth;
        create table auth.users (id text, updated_at timestamptz, deleted_at timestamptz, encrypted_password text);
        create schema net;
        create table net.sent (n serial, url text, headers jsonb, body jsonb);
        create function net.http_post(url text, headers jsonb, body jsonb) returns bigint language sql as
          $$ insert into net.sent (url, headers, body) values (url, headers, body) returning n $$`);
      const { code } = snippet("https://rollcall.example.com/o'clock");
      await db.query(code.replace("create extension if not exists pg_net;", ""));
      await db.query(`
        insert into auth.users values ('u1', '2026-01-02T03:04:05.678901Z', null, 'a hash');
        update auth.users set encrypted_password = 'another hash';
        update auth.users set encrypted_password = 'a hash';
        update auth.users set deleted_at = now();
        delete from auth.users`);
      const { rows } = await db.query<{ url: string; headers: object; body: unknown }>(
        "select * from net.sent order by n",
      );
      await db.query("drop table net.sent");
      await expect(db.query("insert into auth.users values ('u2')")).resolves.toMatchObject({ rowCount: 1 });
      await db.end();

      expect(rows[0]).toMatchObject({
        url: "https://rollcall.example.com/o'clock",
        headers: { authorization: "Bearer SIGNING_SECRET" },
      });
      const updatedAt = "2026-01-02T03:04:05.678Z";
      expect(rows.flatMap(({ body }) => parse(body))).toEqual([
        { userId: "u1", kind: "created", updatedAt },
        { userId: "u1", kind: "updated", updatedAt },
        { userId: "u1", kind: "updated", updatedAt },
        { userId: "u1", kind: "deleted", updatedAt: null },
        { userId: "u1", kind: "deleted", updatedAt: null },
      ]);
      expect(JSON.stringify(rows)).not.toContain("hash");
      expect(new Set(rows.map(({ body }) => JSON.stringify(body))).size).toBe(rows.length);
    });

    it("concerns nobody where it stands on another table", () => {
      const record = { id: "u1" };
      expect(parse({ type: "INSERT", schema: "public", table: "users", record })).toEqual([]);
      expect(parse({ type: "INSERT", schema: "auth", table: "sessions", record })).toEqual([]);
    });
  });
});
