import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { takeTokens } from "@/db/queries/budgets";
import { budgets, integrations, projects } from "@/db/schema";
import { paceOf } from "@/lib/http-pace";
import { createConsole } from "@/test/console";
import { budgetOf } from "./budget";

let id: string;

beforeAll(async () => {
  await createConsole();
  const [project] = await db()
    .insert(projects)
    .values({ name: "Storefront", connection: "", host: "h", database: "d", role: "r" })
    .returning();
  const [integration] = await db()
    .insert(integrations)
    .values({
      projectId: project?.id ?? "",
      providerId: "stack-auth",
      providerProjectId: "p",
      providerProjectName: "Storefront",
      credentials: "",
      hints: {},
      schemaName: "neon_auth",
      webhookSecret: "",
      connectedBy: "Dana",
    })
    .returning();
  id = integration?.id ?? "";
});
beforeEach(async () => {
  await db().delete(budgets);
});

/** One request in 10 s: half of this is ours. Slow enough that a test sees no refill that it did not ask for. */
const slow = { requests: 12, perSeconds: 60 };
/** 50 requests a second for us. */
const fast = { requests: 1000, perSeconds: 10 };
const terms = { start: 50, floor: 1, assumed: 50 };

const stored = async () => {
  const [row] = await db().select().from(budgets).where(eq(budgets.integrationId, id));
  if (!row) throw new Error("no budget");
  return row;
};
/** As if all before had been settled just now. */
const setTokens = (tokens: number) => db().update(budgets).set({ tokens, refilledAt: sql`now()` });
/** Moves everything that has happened into the past. */
const pass = (seconds: number) => {
  const earlier = sql`- make_interval(secs => ${seconds}::float8)`;
  return db()
    .update(budgets)
    .set({
      refilledAt: sql`${budgets.refilledAt} ${earlier}`,
      blockedUntil: sql`${budgets.blockedUntil} ${earlier}`,
      throttledAt: sql`${budgets.throttledAt} ${earlier}`,
    });
};
const clock = async () => {
  const { rows } = await db().execute<{ now: number }>(
    sql`select extract(epoch from clock_timestamp())::float8 as now`,
  );
  return rows[0]?.now ?? 0;
};
/** How long the last block was made, in seconds. */
const lastBlock = async () => {
  const { blockedUntil, throttledAt } = await stored();
  return ((blockedUntil?.getTime() ?? 0) - (throttledAt?.getTime() ?? 0)) / 1000;
};
/** Takes, eight at once, until nothing is granted any more. */
async function drain(): Promise<number> {
  let taken = 0;
  for (;;) {
    const grants = await Promise.all(Array.from({ length: 8 }, () => takeTokens(id, terms)));
    const granted = grants.reduce((sum, grant) => sum + grant.granted, 0);
    if (granted === 0) return taken;
    taken += granted;
  }
}

const processes = (limit: Parameters<typeof budgetOf>[1]) =>
  [budgetOf(id, limit, 50), budgetOf(id, limit, 50)] as const;
const answer = (headers: Record<string, string> = {}) => paceOf(headers);

describe("one budget for all processes", () => {
  it("two of them together get no more than half of the documented limit", async () => {
    const [one, two] = processes(slow);
    expect(await one.take()).toBe(0);
    expect(await two.take()).toBe(10);
    expect(await one.take()).toBe(10);
    await pass(10);
    const again = await Promise.all([one.take(), two.take()]);
    expect(again.filter((seconds) => seconds === 0)).toHaveLength(1);
    await pass(3600);
    // Time that nobody used is not saved up.
    const later = await Promise.all([one.take(), two.take()]);
    expect(later.filter((seconds) => seconds === 0)).toHaveLength(1);
  });

  it("takes at once grant what the elapsed time refilled, and a burst of two seconds' worth at most", async () => {
    await takeTokens(id, terms);
    for (const [held, seconds, worth] of [
      [100, 0, 100],
      [0, 1, 50],
      [0, 0.5, 25],
      [0, 60, 100],
    ] as const) {
      const before = await clock();
      await setTokens(held);
      await pass(seconds);
      const taken = await drain();
      expect(taken).toBeGreaterThanOrEqual(worth - 1);
      expect(taken).toBeLessThanOrEqual(worth + 1 + terms.start * ((await clock()) - before));
    }
  });

  it("requests at once in one process share a round trip, and each has its own turn", async () => {
    const budget = budgetOf(id, fast, 50);
    expect(await Promise.all(Array.from({ length: 10 }, () => budget.take()))).toEqual(Array(10).fill(0));
    expect((await stored()).tokens).toBe(90);
  });

  it("a provider without a limit is asked at full speed: a thousand requests take one round trip", async () => {
    const budget = budgetOf(id, null, 50);
    await budget.take();
    const { tokens } = await stored();
    for (let n = 0; n < 1000; n++) await budget.take();
    expect((await stored()).tokens).toBe(tokens);
  });
});

describe("a 429", () => {
  it.each([
    ["Retry-After", { "retry-after": "30" }],
    ["X-Retry-After", { "x-retry-after": "30" }],
    ["a reset in seconds", { "ratelimit-reset": "30" }],
    [
      "a reset as a time",
      { date: "Sat, 21 Nov 2026 12:00:00 GMT", "x-ratelimit-reset": `${Date.parse("2026-11-21T12:00:30Z") / 1000}` },
    ],
  ])("in one process stops the other for as long as %s says", async (_form, headers) => {
    const [one, two] = processes(null);
    await one.take();
    await one.learn(429, answer(headers));
    for (const budget of [one, two]) {
      const seconds = await budget.take();
      expect(seconds).toBeGreaterThan(25);
      expect(seconds).toBeLessThanOrEqual(30);
    }
    await pass(30);
    expect([await one.take(), await two.take()]).toEqual([0, 0]);
  });

  it("without a wait costs a second, and twice as long each time while it goes on, up to 5 minutes", async () => {
    const budget = budgetOf(id, fast, 50);
    await budget.take();
    for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
      await budget.learn(429, answer({ "retry-after": "0" }));
      expect(await lastBlock()).toBeCloseTo(seconds, 1);
      await pass(seconds);
    }
    await pass(3600);
    await budget.learn(429, answer());
    expect(await lastBlock()).toBeCloseTo(1, 1);
  });

  it("halves the rate down to its floor, and those of requests under way count as one", async () => {
    const [one, two] = processes(fast);
    await one.take();
    await Promise.all([one, two, one, two].map((budget) => budget.learn(429, answer({ "retry-after": "30" }))));
    expect(await stored()).toMatchObject({ rate: 25, tokens: 0 });
    for (let n = 0; n < 8; n++) {
      await pass(31);
      await one.learn(429, answer({ "retry-after": "30" }));
    }
    expect((await stored()).rate).toBe(1);
  });

  it("gives an unlimited provider a rate, and never one so low that told waits alone would do better", async () => {
    const budget = budgetOf(id, null, 50);
    await budget.take();
    await budget.learn(429, answer({ "retry-after": "30" }));
    expect((await stored()).rate).toBe(250);
    for (let n = 0; n < 8; n++) {
      await pass(31);
      await budget.learn(429, answer({ "retry-after": "30" }));
    }
    expect((await stored()).rate).toBe(10);
  });

  it("is made up for by a tenth in every ten quiet seconds, up to the limit and never beyond", async () => {
    const budget = budgetOf(id, fast, 50);
    await budget.take();
    await budget.learn(429, answer({ "retry-after": "1" }));
    await pass(5);
    expect((await takeTokens(id, terms)).rate).toBe(25);
    await pass(10);
    expect((await takeTokens(id, terms)).rate).toBeCloseTo(27.5, 0);
    await pass(86_400 * 400);
    expect((await takeTokens(id, terms)).rate).toBe(50);
  });
});

describe("what is left of the provider's window", () => {
  const left = (remaining: number, reset: number, limit = 1000) =>
    answer({
      "x-ratelimit-limit": `${limit}`,
      "x-ratelimit-remaining": `${remaining}`,
      "x-ratelimit-reset": `${reset}`,
    });

  it("nothing: every process waits for the next window, at the same rate as before", async () => {
    const [one, two] = processes(fast);
    await one.take();
    await one.learn(200, left(0, 40));
    expect(await one.take()).toBeGreaterThan(35);
    expect(await two.take()).toBeGreaterThan(35);
    expect((await stored()).rate).toBe(50);
  });

  it("little: half of it is made to last, the app has the other half", async () => {
    const budget = budgetOf(id, fast, 50);
    await budget.take();
    await budget.learn(200, left(200, 20));
    expect(await stored()).toMatchObject({ rate: 5, tokens: 0 });
    await budgetOf(id, null, 50).learn(200, left(10, 3600));
    expect((await stored()).rate).toBe(1);
  });

  it("plenty: the rate rises above the documented one, at most twofold at a time, and not soon after a 429", async () => {
    const [one, two] = processes(fast);
    await one.take();
    await one.learn(200, left(900, 1));
    expect((await stored()).rate).toBe(100);
    await two.take();
    await two.learn(429, answer({ "retry-after": "1" }));
    await pass(2);
    await budgetOf(id, fast, 50).learn(200, left(900, 1));
    expect((await stored()).rate).toBe(25);
  });

  it("enough: nothing is written", async () => {
    const budget = budgetOf(id, fast, 50);
    await budget.take();
    const before = await stored();
    await budget.learn(200, left(600, 10));
    await budget.learn(200, answer());
    expect(await stored()).toEqual(before);
  });
});
