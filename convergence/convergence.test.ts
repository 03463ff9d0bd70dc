import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { guards, showing } from "./seam/guards";
import { giveBack, takeAway } from "./seam/sabotages";
import { Stage } from "./stage/stage";
import { type Part, playShare } from "./suite";

/** Small enough for every run of the tests; `npm run convergence` is the same at any size. */
const small = { seed: 1, histories: 20, worker: 0, workers: 1 };
const minutes = 60_000;

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.create(inject("postgres"), `test${process.pid}`);
});
afterAll(() => stage.end());
afterEach(giveBack);

const playParts = (parts: Part[], more = {}) => playShare(stage, { ...small, parts, ...more });

describe("the engine converges", () => {
  it("I4: abandoned at every await of a delivery and its drain, it loses nothing", {
    timeout: 3 * minutes,
  }, async () => {
    const { failure, counts } = await playParts(["points"], { names: ["a delivery and its drain"] });
    expect(failure).toBeNull();
    expect(counts.killPoints).toBeGreaterThan(40);
  });

  it("I7: whoever is told of an event wakes a drain for it, in every order", { timeout: 3 * minutes }, async () => {
    expect((await playParts(["wakes"])).failure).toBeNull();
  });

  it("I1 to I6: histories under an adversary end equal, without a step back", { timeout: 3 * minutes }, async () => {
    const { failure, counts } = await playParts(["histories"]);
    expect(failure).toBeNull();
    expect(counts.histories).toBe(small.histories);
  });
});

describe("the suite can fail", () => {
  it.each(guards)("without %s it finds a violation", { timeout: 3 * minutes }, async (guard) => {
    takeAway(guard);
    const { failure } = await playShare(stage, { ...small, ...showing(guard) });
    expect(failure).not.toBeNull();
    if (failure?.violation === "unexpected") throw new Error(JSON.stringify(failure));
    expect(failure).not.toMatchObject({ violation: "unexpected" });
  });
});
