import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createListener } from "./app";
import { createAuth } from "./auth";
import { readConfig } from "./config";
import { log } from "./log";
import { setUp } from "./setup";

const config = readConfig(process.env);
const stopping = new AbortController();
const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 10, connectionTimeoutMillis: 5_000 });
// A restarted Postgres breaks idle connections; the pool makes new ones.
pool.on("error", (error) => log("a database connection broke:", error));
process.on("unhandledRejection", (reason) => log("unhandled rejection:", reason));

const auth = createAuth(pool, config, stopping.signal);
let ready = false;
const server = createServer(createListener({ pool, auth, config, ready: () => ready }));

async function prepare(): Promise<void> {
  for (let wait = 250; !stopping.signal.aborted; wait = Math.min(wait * 2, 5_000)) {
    try {
      await setUp(pool, auth);
      ready = true;
      log(`ready at ${config.origin}`);
      return;
    } catch (error) {
      log(`the database is not ready, next try in ${wait} ms:`, error);
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }
}

async function stop(): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  // Open keep-alive connections and a slow request must not hold the stop for long.
  setTimeout(() => process.exit(0), 6_000).unref();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  await pool.end();
  process.exit(0);
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);
server.on("error", (error) => {
  log("the server cannot listen:", error);
  process.exit(1);
});
server.listen(config.port, config.host);
await prepare();
