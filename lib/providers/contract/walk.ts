import { expect, it } from "vitest";
import type { UserPage } from "@/lib/providers/types";
import { add, remove, type Subject, walk } from "./subject";

export function describeWalk(s: Subject): void {
  const isOurs = (id: string | undefined): id is string => id !== undefined && !s.counterpart.initial.includes(id);

  it("walks to the true end and meets everyone once, though all were created at one instant", async () => {
    expect((await walk(s)).toSorted()).toEqual(s.there.toSorted());
  });

  it("meets everyone who stays once, while users are created and deleted between pages", async () => {
    const gone: string[] = [];
    const before = [...s.there];
    const met = await walk(s, async (soFar, page) => {
      const unmet = s.there.filter((one) => !soFar.includes(one));
      // Behind the walk, ahead of it, and the very user that its cursor stands on.
      const victims = [soFar[0], unmet[0], soFar.at(-1)].filter(isOurs);
      gone.push(...victims);
      await remove(s, victims);
      if (page === 1) await add(s, 3);
    });
    expect(met).toHaveLength(new Set(met).size);
    expect(met).toEqual(expect.arrayContaining(before.filter((one) => !gone.includes(one))));
  });

  it("misses nobody when every user that it has met is deleted", async () => {
    const met = await walk(s, async (soFar, page) => {
      if (page === 1) await remove(s, soFar.filter(isOurs));
    });
    expect([...new Set(met)]).toEqual(expect.arrayContaining(s.there));
    // More than one page of every member again.
    await add(s, 1000);
  });
}

/** For members that tell who changed. */
export function describeDelta(s: Subject): void {
  const listUpdated = (since: string, cursor: string | null): Promise<UserPage> => {
    if (!s.provider.listUpdated) throw new Error("no delta");
    return s.provider.listUpdated(s.credentials, since, cursor);
  };

  async function changedSince(since: string): Promise<string[]> {
    const met = new Set<string>();
    let cursor: string | null = null;
    for (let page = 0; page < 50; page++) {
      const { users, next } = await listUpdated(since, cursor);
      for (const { id } of users) met.add(id);
      if (next === null) return [...met];
      cursor = next;
    }
    throw new Error("the delta does not end");
  }

  it("lists everyone changed since a time, over several pages, and few others", async () => {
    const since = await justAfterTheLast();
    expect(await changedSince(since)).toEqual([]);
    const changed: string[] = [];
    for (let n = 0; n < 3; n++) changed.push(...(await add(s, 200)));
    const old = s.there.find((id) => !changed.includes(id) && !s.counterpart.initial.includes(id)) ?? "";
    await s.counterpart.changeUser(old);
    await s.counterpart.settle?.();
    expect((await changedSince(since)).toSorted()).toEqual([...changed, old].toSorted());
  });

  /** The instant after the latest change of anybody, and it has passed. */
  async function justAfterTheLast(): Promise<string> {
    let last = 0;
    for (let cursor: string | null = null, page = 0; page < 50; page++) {
      const listed: UserPage = await s.provider.listUsers(s.credentials, cursor);
      last = Math.max(last, ...listed.users.map(({ updatedAt }) => Date.parse(updatedAt ?? "")));
      cursor = listed.next;
      if (cursor === null) break;
    }
    // Some providers keep whole seconds.
    const next = Math.ceil((last + 1) / 1000) * 1000;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now() + 5)));
    return new Date(next).toISOString();
  }
}
