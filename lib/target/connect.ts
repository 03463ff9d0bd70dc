import net from "node:net";
import { Pool as NeonPool, neonConfig } from "@neondatabase/serverless";
import pg from "pg";
import { WebSocket } from "ws";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { allowedLookup, resolveAllowed } from "@/lib/network";
import { isNeonHost } from "./connection";
import { codeOf, targetError } from "./errors";
import type { Connection, Queryable, Rows, Target } from "./types";

const second = 1000;

/** Connects to the very address that was checked; `pg` still checks the certificate against the host's name. */
class CheckedSocket extends net.Socket {
  override connect(port: unknown, host?: unknown): this {
    resolveAllowed(String(host)).then(
      ({ address, family }) => super.connect({ port: Number(port), host: address, family }),
      (error) => this.destroy(error),
    );
    return this;
  }
}

/** Neon's driver opens one of these per connection; the address is checked in the lookup. */
class CheckedWebSocket extends WebSocket {
  constructor(url: string | URL) {
    super(url, { lookup: allowedLookup, handshakeTimeout: 10 * second });
  }
}
neonConfig.webSocketConstructor = CheckedWebSocket;

type Result = { rows: unknown[]; rowCount: number | null };
type Client = { query(text: string, values?: unknown[]): Promise<Result>; release(error?: Error | boolean): void };
type Pool = { connect(): Promise<Client>; end(): Promise<void> };

// No `statement_timeout` here: as a startup parameter it makes PgBouncer refuse the connection.
const settings = ({ database, user, password, host, port }: Connection, max: number) => ({
  host,
  port,
  database,
  user,
  // A function, because an empty string would make the driver look into this process's own environment.
  password: () => password,
  max,
  application_name: "rollcall",
  connectionTimeoutMillis: 10 * second,
  query_timeout: 65 * second,
  idleTimeoutMillis: 10 * second,
  allowExitOnIdle: true,
});

function openPool(connection: Connection, max: number): Pool {
  const noted = (error: unknown) =>
    log.warn({ host: connection.host, code: codeOf(error) }, "idle target connection lost");
  // A pool hears of idle connections only. One that breaks while lent fails its query, or the next one.
  const quiet = (client: NodeJS.EventEmitter) => client.on("error", () => {});
  if (isNeonHost(connection.host)) {
    const pool = new NeonPool(settings(connection, max));
    return pool.on("error", noted).on("connect", quiet);
  }
  const ssl = connection.tls === "disable" ? false : { rejectUnauthorized: connection.tls === "verify-full" };
  const pool = new pg.Pool({ ...settings(connection, max), ssl, stream: () => new CheckedSocket() });
  return pool.on("error", noted).on("connect", quiet);
}

async function run<T extends object>(client: Client, text: string, values?: unknown[]): Promise<Rows<T>> {
  const { rows, rowCount } = await client.query(text, values);
  return { rows: rows as T[], rowCount: rowCount ?? 0 };
}

/** READ COMMITTED whatever the database's default: later statements must see what earlier ones waited for. */
const begin = "begin isolation level read committed; set local statement_timeout = '60s'";

async function inTransaction<T>(client: Client, work: (tx: Queryable) => Promise<T>): Promise<T> {
  await client.query(begin);
  const result = await work({ query: (text, values) => run(client, text, values) });
  await client.query("commit");
  return result;
}

/** After a refusal of the server's, or one of ours, the connection is sound; anything else may have cut a message short. */
async function isSoundAfter(error: unknown, client: Client): Promise<boolean> {
  const refused = error instanceof Error && "severity" in error && error.severity === "ERROR";
  if (!refused && !(error instanceof AppError)) return false;
  return client.query("rollback").then(
    () => true,
    () => false,
  );
}

/** Neon's driver rejects with the WebSocket's event, which is no Error but holds one. */
const unwrap = (failure: unknown) =>
  failure instanceof Object && "error" in failure && failure.error instanceof Error ? failure.error : failure;

/** Lends a connection; one that broke does not go back to the pool, and the server rolls its transaction back. */
async function lend<T>(pool: Pool, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((failure: unknown) => {
    throw unwrap(failure);
  });
  let sound = true;
  try {
    return await work(client);
  } catch (error) {
    sound = await isSoundAfter(error, client);
    throw error;
  } finally {
    client.release(!sound);
  }
}

/**
 * Opens a pool; no connection is made before the first query. Query errors are the driver's own (with SQLSTATE in
 * `code`): hand them to `targetError` before a person sees them.
 */
export function openTarget(connection: Connection, { maxConnections = 6 }: { maxConnections?: number } = {}): Target {
  const pool = openPool(connection, maxConnections);
  return {
    query: (text, values) => lend(pool, (client) => run(client, text, values)),
    transaction: (work) => lend(pool, (client) => inTransaction(client, work)),
    end: () => pool.end(),
  };
}

/** Opens a target for `work` and closes it again. Every error comes out as an AppError. */
export async function withTarget<T>(connection: Connection, work: (target: Target) => Promise<T>): Promise<T> {
  const target = openTarget(connection);
  try {
    return await work(target);
  } catch (error) {
    throw targetError(error, connection);
  } finally {
    await target.end();
  }
}
