import { betterAuth } from "better-auth";
import { admin, bearer } from "better-auth/plugins";
import type pg from "pg";
import type { Config } from "./config";
import { log } from "./log";
import { rollcall } from "./rollcall-plugin";

/** Set by this server from the socket, never taken from the client. */
export const CLIENT_IP_HEADER = "x-todos-client-ip";

export type Auth = ReturnType<typeof createAuth>;

/** The app's auth server: e-mail and password, the admin API that Rollcall reads, and the plugin that tells it of changes. */
export function createAuth(pool: pg.Pool, config: Config, signal?: AbortSignal) {
  return betterAuth({
    appName: "Todos",
    baseURL: config.origin,
    basePath: "/api/auth",
    secret: config.secret,
    trustedOrigins: config.origins,
    database: pool,
    emailAndPassword: { enabled: true },
    user: { deleteUser: { enabled: true } },
    plugins: [admin(), bearer(), rollcall({ signal })],
    rateLimit: {
      enabled: true,
      window: 10,
      max: 500,
      customRules: { "/sign-in/*": { window: 10, max: 10 }, "/sign-up/*": { window: 10, max: 20 } },
    },
    advanced: {
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
    },
    telemetry: { enabled: false },
    logger: { level: "warn", log: (level, message, ...details) => log(`better-auth ${level}: ${message}`, ...details) },
  });
}
