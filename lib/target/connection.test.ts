import { describe, expect, it } from "vitest";
import { formatConnectionString, parseConnectionString } from "./connection";

const local = { host: "localhost", port: 5432, database: "app", user: "sync", password: "secret", tls: "disable" };

describe("connection strings: what is read", () => {
  it.each([
    ["the plain form", "postgres://sync:secret@localhost/app", local],
    ["the long scheme and a port", "postgresql://sync:secret@localhost:6543/app", { ...local, port: 6543 }],
    ["spaces around it", "  postgres://sync:secret@localhost/app\n", local],
    [
      "escapes",
      "postgres://s%40c:p%2F%3A%25%20%C3%A9@localhost/my%20app",
      { ...local, user: "s@c", password: "p/:% é", database: "my app" },
    ],
    ["IPv6", "postgres://sync:secret@[::1]:5433/app", { ...local, host: "::1", port: 5433 }],
    ["no password", "postgres://sync@localhost/app", { ...local, password: "" }],
    [
      "parameters that are ignored",
      "postgres://sync:secret@localhost/app?application_name=x&channel_binding=require",
      local,
    ],
    [
      "TLS for public names",
      "postgres://sync:secret@db.example.com/app",
      { ...local, host: "db.example.com", tls: "require" },
    ],
    ["TLS for public addresses", "postgres://sync:secret@8.8.8.8/app", { ...local, host: "8.8.8.8", tls: "require" }],
    ["no TLS for private addresses", "postgres://sync:secret@10.1.2.3/app", { ...local, host: "10.1.2.3" }],
    ["no TLS for names of a private network", "postgres://sync:secret@db/app", { ...local, host: "db" }],
    [
      "TLS for Neon, always",
      "postgres://sync:secret@ep-a.neon.tech/app?sslmode=disable",
      { ...local, host: "ep-a.neon.tech", tls: "require" },
    ],
  ])("%s", (_name, text, connection) => {
    expect(parseConnectionString(text)).toEqual(connection);
  });

  it.each([
    ["disable", "disable"],
    ["allow", "require"],
    ["prefer", "require"],
    ["require", "require"],
    ["verify-ca", "verify-full"],
    ["verify-full", "verify-full"],
  ])("sslmode=%s at a public host means %s", (mode, tls) => {
    expect(parseConnectionString(`postgres://a:b@db.example.com/app?sslmode=${mode}`)).toMatchObject({ tls });
  });
});

describe("connection strings: what is refused, without repeating the secret", () => {
  it.each([
    ["nothing", ""],
    ["another scheme", "mysql://sync:secret@localhost/app"],
    ["a file", "file:///etc/passwd"],
    ["key-value form", "host=localhost password=secret"],
    ["a socket as host", "postgres://sync:secret@%2Fvar%2Frun/app"],
    ["a socket as parameter", "postgres://sync:secret@/app?host=/var/run/postgresql"],
    ["host as parameter", "postgres://sync:secret@localhost/app?host=other"],
    ["several hosts", "postgres://sync:secret@one,two/app"],
    ["several hosts with ports", "postgres://sync:secret@one:1,two:2/app"],
    ["server options", "postgres://sync:secret@localhost/app?options=-c%20search_path%3Dx"],
    ["a client certificate", "postgres://sync:secret@localhost/app?sslcert=/etc/passwd"],
    ["a client key", "postgres://sync:secret@localhost/app?sslkey=/etc/passwd"],
    ["a root certificate", "postgres://sync:secret@localhost/app?sslrootcert=/etc/passwd"],
    ["a service file", "postgres://sync:secret@localhost/app?service=x"],
    ["a parameter in capitals", "postgres://sync:secret@localhost/app?SSLCERT=/etc/passwd"],
    ["an unknown sslmode", "postgres://sync:secret@localhost/app?sslmode=maybe"],
    ["an empty sslmode", "postgres://sync:secret@localhost/app?sslmode="],
    ["no host", "postgres://sync:secret@/app"],
    ["no role", "postgres://localhost/app"],
    ["no database", "postgres://sync:secret@localhost"],
    ["an empty database", "postgres://sync:secret@localhost/"],
    ["port 0", "postgres://sync:secret@localhost:0/app"],
    ["a port out of range", "postgres://sync:secret@localhost:70000/app"],
    ["a fragment", "postgres://sync:secret@localhost/app#x"],
    ["a broken escape", "postgres://sync:%zzsecret@localhost/app"],
    ["a second startup parameter behind a NUL", "postgres://sync:secret@localhost/app%00options%00-c%20x"],
    ["a NUL in the role", "postgres://sync%00database%00other:secret@localhost/app"],
    ["a NUL in the password", "postgres://sync:secret%00@localhost/app"],
  ])("%s", (_name, text) => {
    const refusal = expect.objectContaining({ code: "invalid_input", field: "connectionString" });
    expect(() => parseConnectionString(text)).toThrow(refusal);
    expect(() => parseConnectionString(text)).not.toThrow(/secret/);
  });
});

it("a formatted connection reads back as itself", () => {
  const odd = {
    host: "::1",
    port: 5433,
    database: "a b/c?#",
    user: "u@x:y",
    password: "p/:@%#? é",
    tls: "verify-full" as const,
  };
  expect(parseConnectionString(formatConnectionString(odd))).toEqual(odd);
  const bare = { ...odd, host: "db.example.com", password: "", tls: "disable" as const };
  expect(parseConnectionString(formatConnectionString(bare))).toEqual(bare);
});
