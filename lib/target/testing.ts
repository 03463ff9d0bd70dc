import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { neonConfig } from "@neondatabase/serverless";
import pg from "pg";
import { type WebSocket, WebSocketServer } from "ws";
import { openTarget } from "./connect";
import { parseConnectionString } from "./connection";
import { createTable } from "./schema";
import type { Connection, SchemaName, Table, Target, UserRow } from "./types";

let made = 0;

/** For a fresh database: an ordinary role that may create schemas in it, and its owner (a superuser) for looking and meddling. */
export async function newDatabase(address: string) {
  const owner = parseConnectionString(address);
  const admin = new pg.Pool({ ...owner, max: 4, allowExitOnIdle: true });
  const role = `sync_${process.pid}_${Date.now()}_${made++}`;
  await admin.query(
    `create role ${role} login password 'test-secret'; grant create on database ${owner.database} to ${role}`,
  );
  const connection: Connection = { ...owner, user: role, password: "test-secret" };
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

/** A target whose transactions are all one, on one connection, and stay open until `commit`. */
export async function holdOpen(connection: Connection): Promise<Target & { commit(): Promise<void>; pid: number }> {
  const client = new pg.Client(connection);
  await client.connect();
  const [session] = (await client.query<{ pid: number }>("select pg_backend_pid() as pid")).rows;
  await client.query("begin isolation level read committed");
  const run = async (text: string, values?: unknown[]) => {
    const { rows, rowCount } = await client.query(text, values);
    return { rows, rowCount: rowCount ?? 0 };
  };
  return {
    pid: session?.pid ?? 0,
    query: run,
    transaction: (work) => work({ query: run }),
    commit: async () => {
      await client.query("commit");
      await client.end();
    },
    end: () => client.end(),
  };
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
