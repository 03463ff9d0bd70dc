import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { neonConfig } from "@neondatabase/serverless";
import pg from "pg";
import { type WebSocket, WebSocketServer } from "ws";
import { openTarget } from "./connect";
import { parseConnectionString } from "./connection";
import { createTable } from "./schema";
import type { Connection, Queryable, SchemaName, Table, Target, UserRow } from "./types";

let made = 0;
let way = (connection: Connection): Connection => connection;

/** Leads this test file's targets another way to the same database, a pooler say; their owner still looks directly. */
export function leadThrough(through: typeof way): void {
  way = through;
}

/** Another login role of the same server, without any right. */
export async function newRole({ connection, admin }: { connection: Connection; admin: pg.Pool }): Promise<Connection> {
  const role = `sync_${process.pid}_${Date.now()}_${made++}`;
  await admin.query(`create role ${role} login password 'test-secret'`);
  return { ...connection, user: role, password: "test-secret" };
}

/** For a fresh database: an ordinary role that may create schemas in it, and its owner (a superuser) for looking and meddling. */
export async function newDatabase(address: string) {
  const owner = parseConnectionString(address);
  const admin = new pg.Pool({ ...owner, max: 4, allowExitOnIdle: true });
  // A connection that is still closing when the server goes is none of the suite's business.
  admin.on("error", () => {});
  const connection = await newRole({ connection: way(owner), admin });
  await admin.query(`grant create on database ${owner.database} to ${connection.user}`);
  return { connection, admin, close: () => admin.end() };
}

/** Such a database with users_sync made by `createTable`. */
export async function newTable(address: string, schema: SchemaName = "neon_auth", integrationId = "int_1") {
  const { connection, admin, close } = await newDatabase(address);
  const target = openTarget(connection);
  const { adopted } = await createTable(target, { schema, integrationId, allowGenerated: true });
  const table: Table = { schema, integrationId, adopted };
  const end = async () => {
    await target.end();
    await close();
  };
  return { connection, admin, target, table, end };
}

export const user = (id: string, change: Partial<UserRow> = {}): UserRow => ({
  id,
  name: `Name of ${id}`,
  email: `${id}@example.test`,
  createdAt: "2026-01-02T03:04:05.678Z",
  updatedAt: "2026-02-03T04:05:06.789Z",
  raw: { id, plan: "free" },
  ...change,
});

/** A target whose transactions are all one, and stay open until `commit`. */
export async function holdOpen(connection: Connection): Promise<Target & { commit(): Promise<void>; pid: number }> {
  const target = openTarget(connection, { maxConnections: 1 });
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let closed = Promise.resolve();
  const tx = await new Promise<Queryable>((resolve, reject) => {
    closed = target.transaction(async (open) => {
      resolve(open);
      await finished;
    });
    closed.catch(reject);
  });
  const [session] = (await tx.query<{ pid: number }>("select pg_backend_pid() as pid")).rows;
  const commit = async () => {
    finish();
    await closed;
    await target.end();
  };
  return { pid: session?.pid ?? 0, query: tx.query, transaction: (work) => work(tx), commit, end: commit };
}

/** Resolves once another session waits for a lock of `pid`. */
export async function untilBlockedBy(admin: pg.Pool, pid: number): Promise<void> {
  const waiting = "select 1 from pg_stat_activity where $1::int = any(pg_blocking_pids(pid))";
  while ((await admin.query(waiting, [pid])).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

function carry(socket: WebSocket, port: number): void {
  const server = net.connect(port, "127.0.0.1");
  server.on("data", (data) => socket.send(data));
  socket.on("message", (data: Buffer) => server.write(data));
  server.on("close", () => socket.close()).on("error", () => socket.close());
  socket.on("close", () => server.destroy()).on("error", () => server.destroy());
}

/** What Neon's proxy does: PostgreSQL's protocol in WebSocket messages. Routes the driver of this test file through it. */
export async function startBridge(port: number): Promise<{ close(): void }> {
  const bridge = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  bridge.on("connection", (socket) => carry(socket, port));
  await once(bridge, "listening");
  const { port: open } = bridge.address() as AddressInfo;
  neonConfig.wsProxy = () => `127.0.0.1:${open}/v2`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineConnect = false;
  return { close: () => bridge.close() };
}

/** The same database, by a name that goes through Neon's driver. */
export const overNeon = (connection: Connection): Connection => ({
  ...connection,
  host: "test.neon.tech",
  tls: "require",
});
