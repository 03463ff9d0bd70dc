import { expect, it } from "vitest";
import { failure, type Subject, secretsOf } from "./subject";

/** What every fixture leaves on its users where their provider keeps secrets: a TOTP seed, a token, a hash. */
const planted = /JBSWY3DPEHPK3PXP/;

export function describeReads(s: Subject): void {
  it("gives each user as columns and complete raw JSON without credentials", async () => {
    const { users } = await s.provider.listUsers(s.credentials, null);
    for (const user of users) {
      expect(JSON.stringify(user.raw)).toContain(user.id);
      expect(Date.parse(user.createdAt ?? "")).toBeGreaterThan(Date.parse("2020-01-01"));
      expect(user.updatedAt !== null).toBe(s.provider.tracksUpdates);
    }
    const text = JSON.stringify(users);
    expect(text).not.toMatch(planted);
    for (const secret of secretsOf(s.provider, s.counterpart.credentials(s.proxy.origin)))
      expect(text).not.toContain(secret);
  });

  it("reads by id exactly what it lists", async () => {
    const { users } = await s.provider.listUsers(s.credentials, null);
    const listed = users.at(-1);
    expect(await s.provider.getUser(s.credentials, listed?.id ?? "")).toEqual(listed);
  });

  it("takes odd names and missing e-mails as they are", async () => {
    const odd = await s.counterpart.addOddUsers();
    s.there.push(...odd.map(({ id }) => id));
    await s.counterpart.settle?.();
    expect(odd.length).toBeGreaterThan(0);
    for (const wanted of odd) expect(await s.provider.getUser(s.credentials, wanted.id)).toMatchObject(wanted);
  });

  it("answers null for an unknown id, and for nothing else", async () => {
    const { unknownId, requests } = s.counterpart;
    expect(await s.provider.getUser(s.credentials, unknownId)).toBeNull();
    for (const fault of [
      { status: 404, headers: { "content-type": "text/html" }, body: "<html></html>" },
      { status: 404, body: `{"code":"NOT_FOUND"}` },
      { status: 404, body: "" },
      { status: 500, body: "" },
    ]) {
      s.proxy.inject(requests.get, fault);
      expect((await failure(s.provider.getUser(s.credentials, unknownId))).code).toBe("provider_unavailable");
    }
  });

  it("answers null for whoever was deleted a moment ago", async () => {
    const [id = ""] = await s.counterpart.addUsers(1);
    expect((await s.provider.getUser(s.credentials, id))?.id).toBe(id);
    await s.counterpart.deleteUser(id);
    expect(await s.provider.getUser(s.credentials, id)).toBeNull();
    await s.counterpart.settle?.();
  });

  it("identifies a project that it lists, by a name", async () => {
    const project = await s.provider.identify(s.credentials);
    expect(project.name).not.toBe("");
    expect(await s.provider.listProjects(s.credentials)).toContainEqual(project);
    if (s.counterpart.projectId) expect(project.id).toBe(s.counterpart.projectId);
  });

  it("links to absolute addresses, https or the provider's own, with real ids", async () => {
    const project = await s.provider.identify(s.credentials);
    const toUser = s.provider.userLink?.(project, s.credentials, s.there[0] ?? "") ?? "https://none.example";
    const links = [...Object.values(s.provider.links(project, s.credentials)), toUser];
    for (const link of links) {
      expect([new URL(link).protocol, new URL(link).origin]).toSatisfy(isSafe);
      expect(link).not.toMatch(/undefined|null|\[object|[{}]/);
    }
  });
  const isSafe = ([protocol, origin]: string[]) => protocol === "https:" || origin === s.proxy.origin;
}

/** For members that can read several users in one request. */
export function describeBatch(s: Subject): void {
  it("reads several users at once as it reads each, and leaves out whom it does not know", async () => {
    const asked = s.there.slice(-3);
    const found = await s.provider.batch?.get(s.credentials, [...asked, s.counterpart.unknownId]);
    const alone = await Promise.all(asked.map((id) => s.provider.getUser(s.credentials, id)));
    expect(found).toHaveLength(asked.length);
    expect(found).toEqual(expect.arrayContaining(alone));
  });
}

/** For members that say how many there are. */
export function describeCount(s: Subject): void {
  it("counts its users", async () => {
    expect(await s.provider.countUsers?.(s.credentials)).toBe(s.there.length);
  });
}

/** For members that create and delete users. */
export function describeWrites(s: Subject): void {
  it("creates a user whom it then reads, and deletes one, twice without complaint", async () => {
    const { provider, credentials } = s;
    const email = `ada.${Date.now()}@example.com`;
    const id = (await provider.createUser?.(credentials, { email, name: "Ada Lovelace" })) ?? "";
    await s.counterpart.settle?.();
    expect(await provider.getUser(credentials, id)).toMatchObject({ id, email, name: "Ada Lovelace" });
    await provider.deleteUser?.(credentials, id);
    await s.counterpart.settle?.();
    expect(await provider.getUser(credentials, id)).toBeNull();
    await expect(provider.deleteUser?.(credentials, id)).resolves.toBeUndefined();
  });

  it("names the e-mail as what is wrong, where the provider refuses it", async () => {
    const taken = `taken.${Date.now()}@example.com`;
    const id = (await s.provider.createUser?.(s.credentials, { email: taken, name: null })) ?? "";
    const again = await failure(Promise.resolve(s.provider.createUser?.(s.credentials, { email: taken, name: null })));
    expect([again.code, again.field]).toEqual(["invalid_input", "email"]);
    await s.provider.deleteUser?.(s.credentials, id);
    await s.counterpart.settle?.();
  });
}
