import net, { type AddressInfo } from "node:net";
import { neonConfig } from "@neondatabase/serverless";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/errors";
import * as network from "@/lib/network";
import { createDatabase } from "@/test/database";
import { openTarget, withTarget } from "./connect";
import { probeTarget } from "./probe";
import { newDatabase, overNeon, startBridge } from "./testing";
import type { Connection } from "./types";

let made: Awaited<ReturnType<typeof newDatabase>>;
let bridge: { close(): void };
beforeAll(async () => {
  made = await newDatabase(await createDatabase());
  bridge = await startBridge(made.connection.port);
});
afterAll(async () => {
  bridge.close();
  await made.close();
});

const probe = (connection: Connection) => withTarget(connection, (target) => probeTarget(target, connection));
const failure = (connection: Connection) => probe(connection).catch((error: unknown) => error);

/** A server that answers the request for TLS with one byte. */
async function answering(byte: string) {
  const server = net.createServer((socket) => socket.once("data", () => socket.write(byte)).on("error", () => {}));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

describe("a target that Rollcall can work with", () => {
  it("is told apart by version, database and role, and nothing is created in it", async () => {
    const found = await probe(made.connection);
    const { database, user } = made.connection;
    expect(found).toEqual({ serverVersion: expect.stringMatching(/^\d+/), database, role: user, tls: false });
    const { rows } = await made.admin.query(
      "select nspname from pg_namespace where nspname in ('rollcall', 'neon_auth')",
    );
    expect(rows).toEqual([]);
  });

  it("answers through Neon's driver as well", async () => {
    expect(await probe(overNeon(made.connection))).toMatchObject({ role: made.connection.user, tls: true });
  });
});

describe("what stands in the way is named, with its mend, and never with the password", () => {
  const cases: [string, () => Partial<Connection>, object][] = [
    [
      "a wrong password",
      () => ({ password: "wrong-secret" }),
      { code: "target_refused", message: expect.stringContaining("password of role") },
    ],
    [
      "an unknown role",
      () => ({ user: "nobody_here" }),
      { code: "target_refused", message: expect.stringContaining("nobody_here") },
    ],
    [
      "an unknown database",
      () => ({ database: "nowhere" }),
      { code: "target_refused", message: expect.stringContaining("nowhere") },
    ],
    [
      "a closed port",
      () => ({ port: 1 }),
      { code: "target_unavailable", message: expect.stringContaining("127.0.0.1:1 refused") },
    ],
    [
      "an unknown host",
      () => ({ host: "nowhere.invalid" }),
      { code: "target_unavailable", message: expect.stringContaining("nowhere.invalid") },
    ],
    [
      "a server without TLS",
      () => ({ tls: "require" }),
      { code: "target_refused", message: expect.stringContaining("no TLS") },
    ],
    ["a metadata address", () => ({ host: "169.254.169.254" }), { code: "invalid_input" }],
  ];
  it.each(cases)("%s", async (_name, change, expected) => {
    const connection = { ...made.connection, ...change() };
    const error = await failure(connection);
    expect(error).toMatchObject({ ...expected, meaning: expect.any(String), remedy: expect.any(String) });
    expect(JSON.stringify({ ...(error as Error), cause: null })).not.toContain(connection.password);
  });

  it("over Neon's driver: a wrong password, and a proxy that is not there", async () => {
    const connection = overNeon(made.connection);
    expect(await failure({ ...connection, password: "wrong" })).toMatchObject({ code: "target_refused" });
    bridge.close();
    expect(await failure(connection)).toMatchObject({ code: "target_unavailable" });
    bridge = await startBridge(made.connection.port);
  });

  it("a server that breaks the TLS handshake off", async () => {
    const server = await answering("E");
    const error = await failure({ ...made.connection, port: server.port, tls: "verify-full" });
    server.close();
    expect(error).toMatchObject({ code: expect.stringMatching(/^target_/) });
  });

  it("a role without the right to create schemas", async () => {
    const { user, database } = made.connection;
    await made.admin.query(`revoke create on database ${database} from ${user}`);
    const error = await failure(made.connection);
    await made.admin.query(`grant create on database ${database} to ${user}`);
    expect(error).toMatchObject({
      code: "target_refused",
      remedy: expect.stringContaining(`GRANT CREATE ON DATABASE ${database} TO ${user}`),
    });
  });

  it("a read-only database", async () => {
    await made.admin.query(`alter database ${made.connection.database} set default_transaction_read_only = on`);
    const error = await failure(made.connection);
    // A connection opened since then is read-only by default, too.
    await made.admin.query(
      `begin read write; alter database ${made.connection.database} reset default_transaction_read_only; commit`,
    );
    expect(error).toMatchObject({ code: "target_refused", message: expect.stringContaining("read-only") });
  });

  it("a role that may not ask for the checkpoint", async () => {
    await made.admin.query("revoke execute on function pg_control_checkpoint() from public");
    const error = await failure(made.connection);
    await made.admin.query("grant execute on function pg_control_checkpoint() to public");
    expect(error).toMatchObject({ code: "target_refused", remedy: expect.stringContaining("GRANT EXECUTE") });
  });
});

describe("the address that was checked is the one connected to", () => {
  it("over pg", async () => {
    vi.spyOn(network, "resolveAllowed").mockResolvedValue({ address: "127.0.0.1", family: 4 });
    expect(await probe({ ...made.connection, host: "rebound.example" })).toMatchObject({ role: made.connection.user });
  });

  it("over Neon's driver, whose refusal keeps its words", async () => {
    vi.spyOn(network, "allowedLookup").mockImplementation((host, _options, callback) =>
      callback(new AppError("invalid_input", `${host} is not opened`) as Error, ""),
    );
    neonConfig.wsProxy = (host) => `${host}:1/v2`;
    const error = await failure(overNeon(made.connection));
    expect(error).toMatchObject({ code: "invalid_input", message: "test.neon.tech is not opened" });
  });
});

it("an idle connection that the server ends does not take the process down, and the next query gets a new one", async () => {
  const target = openTarget(made.connection);
  const [session] = (await target.query<{ pid: number }>("select pg_backend_pid() as pid")).rows;
  await made.admin.query("select pg_terminate_backend($1, 5000)", [session?.pid]);
  await vi.waitUntil(async () => (await target.query("select 1").catch(() => null)) !== null);
  await target.end();
});

it("a transaction that fails is rolled back, and its connection serves the next one", async () => {
  const target = openTarget(made.connection, { maxConnections: 1 });
  await target.query("create schema tried");
  await target.query("create table tried.t (id int primary key)");
  const twice = target.transaction(async (tx) => {
    await tx.query("insert into tried.t values (1)");
    await tx.query("insert into tried.t values (1)");
  });
  await expect(twice).rejects.toMatchObject({ code: "23505" });
  expect((await target.query("select * from tried.t")).rows).toEqual([]);
  await target.end();
});
