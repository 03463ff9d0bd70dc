import { closeSync, existsSync, openSync } from "node:fs";
import { DrizzleQueryError } from "drizzle-orm";
import pg from "pg";
import { expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { createLog, toFile } from "./log";

/** The lines that `work` logs at debug. */
function lines(work: (log: ReturnType<typeof createLog>) => void): string {
  let written = "";
  work(createLog("debug", { write: (line) => (written += line) }));
  return written;
}

it("a failed query is told with its cause, without its parameters and without the row that Postgres quotes", () => {
  const cause = new pg.DatabaseError("duplicate key value", 1, "error");
  Object.assign(cause, { code: "23505", detail: "Key (email)=(jane@example.com) already exists.", where: "jane" });
  const failed = new DrizzleQueryError("insert into users values ($1)", ["jane@example.com"], cause);
  const line = lines((log) =>
    log.error({ error: new AppError("internal", "It failed.", { cause: failed }) }, "failed"),
  );
  expect(JSON.parse(line)).toMatchObject({
    error: { code: "internal", cause: { message: expect.stringContaining("insert into"), cause: { code: "23505" } } },
  });
  expect(line).not.toContain("jane");
  expect(JSON.parse(line).error.stack).toMatch(/^\s+at /);
});

it("no secret reaches the log: not by its field's name, not inside an address, not as a signing secret", () => {
  const line = lines((log) => {
    log.info({ password: "hunter2", target: { connectionString: "hunter2", credentials: { key: "hunter2" } } });
    log.info("postgres://sync:hunter2@db.example.com/app does not answer");
    log.info({ error: new Error("redis://:hunter2@x and whsec_hunter2+/=") }, "failed");
  });
  expect(line).not.toContain("hunter2");
  expect(line).toContain("postgres://sync:[hidden]@db.example.com/app");
});

it.runIf(existsSync("/dev/full"))("a log on a full disk does not end the process", async () => {
  const full = openSync("/dev/full", "w");
  const log = createLog("info", toFile(full));
  for (let n = 0; n < 3; n++) log.info("nobody can write this");
  // An error that nobody handled would have ended the test run by now.
  await new Promise((resolve) => setImmediate(resolve));
  expect(() => log.info("nor this")).not.toThrow();
  closeSync(full);
});
