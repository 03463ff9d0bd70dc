import { beforeAll, describe, expect, it, vi } from "vitest";
import type { ProviderId } from "@/lib/providers";
import { createConsole } from "@/test/console";
import { Hour } from "@/test/misbehaviour/hour";

// Where the engine waits for a rate limit, time passes instead.
vi.mock("node:timers/promises", async (original) => ({
  ...(await original<typeof import("node:timers/promises")>()),
  setTimeout: async (millis: number) => (await import("@/test/misbehaviour/time")).pass(millis / 1000),
}));

/** MISBEHAVIOUR_SEED plays another hour. */
const seed = Number(process.env.MISBEHAVIOUR_SEED ?? 1);
const minutes = 60;
const timeout = 240_000;

/** Users on more than one page, and the traps that a provider cannot set. */
const subjects: [ProviderId, { users: number; without: string[] }][] = [
  ["stack-auth", { users: 250, without: [] }],
  // Its address is its identity: no other project can be behind it.
  ["better-auth", { users: 510, without: ["another project", "a new project"] }],
  ["clerk", { users: 510, without: [] }],
];

beforeAll(async () => {
  await createConsole();
});

// One hour in every run of the tests; MISBEHAVIOUR=all plays the others too.
const played = process.env.MISBEHAVIOUR === "all" ? subjects : subjects.slice(0, 1);

describe.each(played)("%s misbehaves for an hour, every trap in turn", (providerId, options) => {
  it("I1, I3, I5: it ends in parity, and at no time was anybody marked who is there", { timeout }, async () => {
    // The jitter of the engine's waits.
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const hour = await Hour.begin(providerId, { seed, ...options });
    for (let minute = 0; minute < minutes; minute++) {
      const trap = await hour.minute(minute);
      expect(await hour.violations(), `seed ${seed}, minute ${minute}, ${trap}`).toEqual([]);
    }
    expect(hour.unmet(), `seed ${seed}`).toEqual([]);

    await hour.settle();
    await hour.compare();
    expect(await hour.violations(), `seed ${seed}, after the hour`).toEqual([]);
    expect(await hour.differences(), `seed ${seed}, after the hour`).toEqual([]);

    await hour.compare();
    const lastRun = { trigger: "person", state: "equal", written: 0, deleted: 0 };
    expect(await hour.status()).toMatchObject({ state: "in-parity", problem: null, lastRun });
    await hour.stop();
  });
});
