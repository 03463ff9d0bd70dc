import { describe, expect, it } from "vitest";
import { countsOfPlaywright, countsOfVitest, sum, summary } from "./tally.mjs";

describe("tally", () => {
  it("counts a test file that could not be loaded as a failure", () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 0,
      numPendingTests: 1,
      numTodoTests: 0,
      testResults: [{ status: "failed", assertionResults: [] }],
    };
    expect(countsOfVitest(report)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  it("counts a failed test once, not again for its file", () => {
    const file = { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] };
    const report = { numPassedTests: 1, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults: [file] };
    expect(countsOfVitest(report)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it("counts a browser test that passed only when tried again as failed", () => {
    const report = { stats: { expected: 5, unexpected: 0, flaky: 1, skipped: 0 }, errors: [] };
    expect(countsOfPlaywright(report)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  it("counts an error outside any browser test as a failure", () => {
    const report = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{ message: "no config" }] };
    expect(countsOfPlaywright(report).failed).toBe(1);
  });

  it("ends with one line, skipped ones only where there are any", () => {
    const total = sum([
      { passed: 2, failed: 0, skipped: 0 },
      { passed: 3, failed: 1, skipped: 0 },
    ]);
    expect(summary(total)).toBe("5 passed, 1 failed");
    expect(summary({ ...total, skipped: 4 })).toBe("5 passed, 1 failed, 4 skipped");
  });
});
