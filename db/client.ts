import type { EventEmitter } from "node:events";
import { Pool as NeonPool, neonConfig, type PoolClient } from "@neondatabase/serverless";
import { drizzle as overWebSocket } from "drizzle-orm/neon-serverless";
import { type NodePgDatabase, drizzle as overTcp } from "drizzle-orm/node-postgres";
import pg from "pg";
import WebSocket from "ws";
import * as schema from "@/db/schema";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

export type Db = NodePgDatabase<typeof schema>;

/** What is left of a pool once drizzle has its share: LISTEN, health checks and the end. */
export type Pool = {
  query(text: string): Promise<{ rows: unknown[] }>;
  connect(): Promise<Connection>;
  end(): Promise<void>;
};

export type Connection = {
  query(text: string): Promise<{ rows: unknown[] }>;
  on(event: "notification" | "error" | "end", listener: () => void): unknown;
  release(destroy?: boolean): void;
};

export type Database = { db: Db; pool: Pool };

const isNeon = (url: string) => new URL(url).hostname.endsWith(".neon.tech");

/** Opens a pool on `url`: over a WebSocket for Neon, over TCP for any other Postgres. Connects on first use. */
export function openDatabase(url: string): Database {
  const options = { connectionString: url, max: 12, connectionTimeoutMillis: 10_000 };
  const config = { schema, casing: "snake_case" } as const;
  if (isNeon(url)) {
    neonConfig.webSocketConstructor = WebSocket;
    const pool = survivingLoss(new NeonPool(options));
    const db: Db = overWebSocket({ client: pool, ...config });
    db.transaction = lending<PoolClient>(pool, (client) => overWebSocket(client, config));
    return { db, pool };
  }
  const pool = survivingLoss(new pg.Pool(options));
  const db: Db = overTcp({ client: pool, ...config });
  db.transaction = lending<pg.PoolClient>(pool, (client) => overTcp(client, config));
  return { db, pool };
}

/**
 * Drizzle's own `transaction` never gives a connection back whose `begin` fails, as after a restart of Postgres: a few of
 * those and the pool is empty. Here it always goes back, and is closed where anything went wrong on it.
 */
function lending<C extends { release(destroy?: boolean): void }>(
  pool: { connect(): Promise<C> },
  on: (client: C) => Pick<Db, "transaction">,
): Db["transaction"] {
  return async (work, options) => {
    const client = await pool.connect();
    let sound = false;
    try {
      const result = await on(client).transaction(work, options);
      sound = true;
      return result;
    } finally {
      client.release(!sound);
    }
  };
}

/** An 'error' that nobody hears ends the process, so idle connections and those in use each get a listener. */
function survivingLoss<P extends pg.Pool | NeonPool>(pool: P): P {
  pool.on("error", () => {});
  pool.on("connect", (client: EventEmitter) => {
    client.on("error", (error) => log.warn({ error }, "the console database ended a connection"));
  });
  return pool;
}

// Next loads routes, pages and instrumentation as separate module graphs: only globalThis is common to them.
const shared = globalThis as typeof globalThis & { rollcallDatabase?: Database };

function opened(): Database {
  shared.rollcallDatabase ??= openDatabase(env.DATABASE_URL);
  return shared.rollcallDatabase;
}

/** Makes `db()` and `pool()` mean another database, as tests do. */
export function setDatabase(database: Database): void {
  shared.rollcallDatabase = database;
}

/** The console database. Opened on first use, so that importing a module never needs one. */
export const db = (): Db => opened().db;
export const pool = (): Pool => opened().pool;
