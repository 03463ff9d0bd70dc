import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startPostgres } from "../../scripts/lib/postgres.mjs";

export type Server = {
  version: string;
  /** Makes an empty database and returns its address. */
  createDatabase(): Promise<string>;
  dropDatabase(url: string): Promise<void>;
  /** So that no side pays for what another one wrote. */
  checkpoint(): Promise<void>;
  /** However often it is called. */
  stop(): Promise<void>;
};

/** The run's own built-in Postgres with its default settings, durable ones: fsync is on for both sides. */
export async function startServer(): Promise<Server> {
  const base = mkdtempSync(path.join(tmpdir(), "rollcall-bench-"));
  // PostgreSQL runs as another user where this runs as root.
  chmodSync(base, 0o755);
  const { port, stop } = await startPostgres({ dir: path.join(base, "pg"), password: "bench" });
  const address = `postgres://postgres:bench@127.0.0.1:${port}`;
  const admin = new pg.Client({ connectionString: `${address}/postgres` });
  await admin.connect();
  const { rows } = await admin.query("select current_setting('server_version') as version");
  const end = async () => {
    await admin.end();
    await stop();
    rmSync(base, { recursive: true, force: true });
  };
  let stopping: Promise<void> | undefined;
  let made = 0;
  return {
    version: rows[0].version,
    createDatabase: async () => {
      const name = `bench_${made++}`;
      await admin.query(`create database ${name}`);
      return `${address}/${name}`;
    },
    dropDatabase: async (url) =>
      void (await admin.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`)),
    checkpoint: async () => void (await admin.query("checkpoint")),
    stop: () => {
      stopping ??= end();
      return stopping;
    },
  };
}
