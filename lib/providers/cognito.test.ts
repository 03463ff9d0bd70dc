import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cognito } from "@/lib/providers/cognito";
import type { CognitoCredentials } from "@/lib/providers/cognito-api";
import { type Cognito, startCognito } from "@/lib/providers/fixtures/cognito";
import { externalId, roleArn } from "@/lib/providers/fixtures/cognito-access";
import { addUser, catchUp, newPool } from "@/lib/providers/fixtures/cognito-pool";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";

let fake: Cognito;
let proxy: FaultProxy;
let credentials: CognitoCredentials;

const refused = (text: string) =>
  expect.objectContaining({ code: "provider_refused", remedy: expect.stringContaining(text) });
const failure = (name: string) => ({
  status: 400,
  headers: { "content-type": "application/x-amz-json-1.1" },
  body: JSON.stringify({ __type: name, message: "no" }),
});

beforeAll(async () => {
  fake = await startCognito();
  proxy = await startFaultProxy(fake.origin);
  const typed = cognito.credentials.parse(fake.credentials(proxy.origin));
  credentials = await cognito.select(typed, fake.shop.Id);
});
afterAll(async () => {
  await proxy.stop();
  await fake.stop();
});

describe("user pools", () => {
  it("are listed over pages, and one that is not there is not selected", async () => {
    for (let n = 0; n < 70; n++) fake.pools.push(newPool(`eu-central-1_${n}`, `Pool ${n}`, "email"));
    expect(await cognito.listProjects(credentials)).toHaveLength(72);
    await expect(cognito.select(credentials, "eu-central-1_gone")).rejects.toMatchObject({ code: "provider_refused" });
  });

  it("that are gone leave no user gone", async () => {
    const elsewhere = { ...credentials, userPoolId: "eu-central-1_gone" };
    await expect(cognito.getUser(elsewhere, fake.unknownId)).rejects.toMatchObject({ code: "provider_refused" });
  });

  it("are only looked for at AWS, whatever is typed as the region", () => {
    const typed = fake.credentials("");
    expect(cognito.address(cognito.credentials.parse(typed))).toBe("https://cognito-idp.eu-central-1.amazonaws.com");
    const china = cognito.credentials.parse({ ...typed, region: "cn-north-1" });
    expect(cognito.address(china)).toBe("https://cognito-idp.cn-north-1.amazonaws.com.cn");
    for (const region of ["evil.example.com/", "eu-central-1.evil.example.com#", "EU-CENTRAL-1", ""])
      expect(cognito.credentials.safeParse({ ...typed, region }).success).toBe(false);
  });
});

describe("access", () => {
  it("names the action that the key may not call", async () => {
    const limited = { ...credentials, ...fake.addKey(["ListUsers"]) };
    await cognito.listUsers(limited, null);
    await expect(cognito.getUser(limited, fake.unknownId)).rejects.toThrow(refused("cognito-idp:AdminGetUser"));
  });

  it.each(["TooManyRequestsException", "com.amazonaws.cognito#ThrottlingException"])("waits after %s", async (name) => {
    proxy.inject(fake.requests.list, failure(name));
    const listing = cognito.listUsers(credentials, null);
    await expect(listing).rejects.toThrow("rate limit");
  });

  it.each(["ResourceNotFoundException", "NotUserNotFoundException"])("takes nobody for gone after %s", async (name) => {
    proxy.inject(fake.requests.get, failure(name));
    await expect(cognito.getUser(credentials, fake.unknownId)).rejects.toMatchObject({ code: "provider_refused" });
  });

  it("assumes the role once, and again when its session has ended", async () => {
    const assumed = { ...credentials, roleArn, externalId };
    const stsCalls = () => proxy.seen("/") - proxy.seen("AWSCognitoIdentityProviderService");
    const before = stsCalls();
    await cognito.identify(assumed);
    await cognito.identify(assumed);
    expect(stsCalls()).toBe(before + 1);
    fake.endSessions();
    await cognito.identify(assumed);
    expect(stsCalls()).toBe(before + 2);
    const stranger = { ...assumed, externalId: "guessed" };
    await expect(cognito.identify(stranger)).rejects.toThrow(refused("external ID"));
  });
});

describe("users", () => {
  it("are met all the same when a page token ends in the middle of a walk", async () => {
    const added = await fake.addUsers(130);
    await fake.settle?.();
    const { users, next } = await cognito.listUsers(credentials, null);
    fake.shop.generation++;
    const met = new Set(users.map(({ id }) => id));
    for (let cursor = next, page = 0; cursor !== null && page < 20; page++) {
      const listed = await cognito.listUsers(credentials, cursor);
      for (const { id } of listed.users) met.add(id);
      cursor = listed.next;
    }
    expect([...met].toSorted()).toEqual(added.toSorted());
  });

  it("are known by their user name, and never by what is another's alias", async () => {
    const forum = { ...credentials, userPoolId: fake.forum.Id };
    const { sub } = addUser(fake.forum, { preferred_username: "ada", email: "other@example.com" }, "grace");
    catchUp(fake.forum);
    expect((await cognito.listUsers(forum, null)).users).toMatchObject([{ id: "grace", name: null }]);
    for (const id of ["ada", sub]) {
      expect(await cognito.getUser(forum, id)).toBeNull();
      await cognito.deleteUser(forum, id);
    }
    expect(await cognito.getUser(forum, "grace")).not.toBeNull();
  });

  it("have a name from their attributes, and keep the sub among them", async () => {
    const { Username, sub } = addUser(fake.shop, { given_name: "Ada", family_name: "Lovelace", email: "a@b.example" });
    const user = await cognito.getUser(credentials, Username);
    expect(user).toMatchObject({ name: "Ada Lovelace", email: "a@b.example" });
    expect(user?.raw.Attributes).toContainEqual({ Name: "sub", Value: sub });
  });

  it("with an e-mail that is none are refused as such", async () => {
    const creating = cognito.createUser(credentials, { email: "no address", name: null });
    await expect(creating).rejects.toMatchObject({ code: "invalid_input", field: "email" });
  });
});
