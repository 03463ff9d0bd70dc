import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../scripts/lib/postgres.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Superuser address of the run's own PostgreSQL, without a database name. */
    postgres: string;
  }
}

/** One PostgreSQL for the whole run, thrown away afterwards; each suite makes its own database on it. */
export default async function setup(project: TestProject) {
  const base = mkdtempSync(path.join(tmpdir(), "rollcall-test-"));
  const { chmodSync } = await import("node:fs");
  chmodSync(base, 0o755);
  const server = await startPostgres({
    dir: path.join(base, "pg"),
    password: "test",
    settings: { fsync: "off", max_connections: "200" },
  });
  project.provide("postgres", `postgres://postgres:test@127.0.0.1:${server.port}`);
  return async () => {
    await server.stop();
    rmSync(base, { recursive: true, force: true });
  };
}
