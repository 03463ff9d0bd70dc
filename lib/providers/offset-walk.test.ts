import { describe, expect, it } from "vitest";
import { nextPageAt } from "@/lib/providers/offset-walk";
import type { ProviderUser } from "@/lib/providers/types";

const user = (id: string): ProviderUser => ({
  id,
  name: null,
  email: null,
  createdAt: null,
  updatedAt: null,
  raw: { id },
});

describe.each([50, 100, 200])("a list by positions, %i a page", (pageSize) => {
  it.each([0, 1, 39, 40, 41, 99, 100, 140, 141, 399])(
    "is walked to its true end when %i users before the position leave between two pages",
    async (leaving) => {
      let there = Array.from({ length: 1000 }, (_, n) => `u${n}`);
      const met = new Set<string>();
      let cursor: string | null = null;
      for (let page = 0; page < 100; page++) {
        const listAt = async (offset: number) => there.slice(offset, offset + pageSize).map(user);
        const answer = await nextPageAt({ name: "Any", pageSize, listAt }, cursor);
        for (const { id } of answer.users) met.add(id);
        cursor = answer.next;
        if (cursor === null) break;
        if (met.size >= 400 && there.length === 1000) there = there.slice(leaving);
      }
      expect(cursor).toBeNull();
      expect([...met]).toEqual(expect.arrayContaining(there));
    },
  );
});
