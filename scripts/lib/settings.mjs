import path from "node:path";
import { Refusal } from "./say.mjs";

export const root = path.resolve(import.meta.dirname, "../..");

const loopback = new Set(["127.0.0.1", "localhost", "::1"]);

function readPort(name, text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_535) return port;
  throw new Refusal(`${name}=${text} is no port: choose a number from 1 to 65534.`);
}

function readDatabaseUrl(text) {
  if (!text) return undefined;
  if (/^postgres(ql)?:\/\/[^/]+\/.+/.test(text) && URL.canParse(text)) return text;
  throw new Refusal("DATABASE_URL is no Postgres address: it looks like postgres://role:password@host:5432/database.");
}

/** Loopback may be reached only by a console that is itself bound to loopback. */
function refuseOpenConsole({ host, embedded, url }) {
  if (loopback.has(host)) return;
  const opens = `HOST=${host} opens the console to other machines, but`;
  if (embedded)
    throw new Refusal(
      `${opens} the built-in Postgres and demo app live on loopback, which such a console must not reach: ` +
        "set DATABASE_URL to a Postgres of your own, or leave HOST out and put a reverse proxy in front.",
    );
  if (!url) throw new Refusal(`${opens} NEXTAUTH_URL is not set: set it to the address that people type.`);
}

/**
 * What the environment and the arguments ask for.
 * Without DATABASE_URL, Rollcall brings its own Postgres and a demo app (`embedded`).
 * `demoUrl` is on another host name than `url`, for cookies do not tell ports apart.
 */
export function readSettings(args, env) {
  const host = env.HOST || "127.0.0.1";
  const port = readPort("PORT", env.PORT || "3000");
  const databaseUrl = readDatabaseUrl(env.DATABASE_URL);
  const embedded = databaseUrl === undefined;
  refuseOpenConsole({ host, embedded, url: env.NEXTAUTH_URL });
  return {
    dev: args.includes("--dev"),
    json: args.includes("--json"),
    host,
    port,
    demoPort: port + 1,
    databaseUrl,
    embedded,
    dataDir: path.resolve(root, env.DATA_DIR || ".data"),
    url: (env.NEXTAUTH_URL || `http://localhost:${port}`).replace(/\/$/, ""),
    demoUrl: `http://127.0.0.1:${port + 1}`,
  };
}
