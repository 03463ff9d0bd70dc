import { describe, expect, it } from "vitest";
import { readSettings } from "./settings.mjs";

const database = "postgres://a:b@db.example.com/rollcall";

describe("readSettings", () => {
  it("brings its own Postgres and demo app unless DATABASE_URL is set", () => {
    expect(readSettings([], {})).toMatchObject({ embedded: true, host: "127.0.0.1", port: 3000, demoPort: 3001 });
    expect(readSettings([], { DATABASE_URL: database })).toMatchObject({ embedded: false, databaseUrl: database });
  });

  it("keeps console and demo app on different host names, so that neither gets the other's cookies", () => {
    const { url, demoUrl } = readSettings([], { PORT: "4000" });
    expect(new URL(url).hostname).not.toBe(new URL(demoUrl).hostname);
  });

  it("takes a named address without its last slash", () => {
    expect(readSettings([], { NEXTAUTH_URL: "https://rollcall.example.com/" }).url).toBe(
      "https://rollcall.example.com",
    );
  });

  it("refuses to open a console to other machines that must reach loopback itself", () => {
    expect(() => readSettings([], { HOST: "0.0.0.0" })).toThrow("HOST=0.0.0.0");
    expect(() => readSettings([], { HOST: "0.0.0.0", ALLOW_PRIVATE_NETWORK: "true" })).toThrow("DATABASE_URL");
  });

  it("asks for the address that people type where the console is open to other machines", () => {
    expect(() => readSettings([], { HOST: "0.0.0.0", DATABASE_URL: database })).toThrow("NEXTAUTH_URL");
    const env = { HOST: "0.0.0.0", DATABASE_URL: database, NEXTAUTH_URL: "https://rollcall.example.com" };
    expect(readSettings([], env).host).toBe("0.0.0.0");
  });

  it.each(["0", "65535", "http", "3000.5"])("refuses PORT=%s", (PORT) => {
    expect(() => readSettings([], { PORT })).toThrow(`PORT=${PORT} is no port`);
  });

  it.each(["localhost/x", "mysql://a:b@c/d", "postgres://host"])("refuses DATABASE_URL=%s", (DATABASE_URL) => {
    expect(() => readSettings([], { DATABASE_URL })).toThrow("DATABASE_URL is no Postgres address");
  });
});
