import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";

const port = z.coerce.number().int().min(1).max(65_535);
const flag = z.stringbool();
const address = /^(\*|[^\s@*,]+)@[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const loopback = new Set(["127.0.0.1", "localhost", "::1"]);

/** All of a group, or none. */
const belongTogether = [
  ["GITHUB_ID", "GITHUB_SECRET"],
  ["GOOGLE_ID", "GOOGLE_SECRET"],
  ["OIDC_ISSUER", "OIDC_ID", "OIDC_SECRET"],
] as const;

/** Every variable that the console reads, checked at build and at start; all that are wrong are listed at once. */
export const env = createEnv({
  server: {
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    /** The console database. */
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    /** Key-encryption keys, newest first: `id:base64(32 bytes)`, separated by commas. */
    ROLLCALL_KEYS: z
      .string()
      .regex(/^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/, "id:base64 of 32 bytes, separated by commas"),
    NEXTAUTH_SECRET: z.string().min(32),
    /** The address people type; sign-in links and webhook addresses are built on it. */
    NEXTAUTH_URL: z.url({ protocol: /^https?$/ }),
    /** Ways to sign in beside the one-time link: OAuth clients of this console, see docs/sign-in.md. */
    GITHUB_ID: z.string().optional(),
    GITHUB_SECRET: z.string().optional(),
    GOOGLE_ID: z.string().optional(),
    GOOGLE_SECRET: z.string().optional(),
    OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
    OIDC_ID: z.string().optional(),
    OIDC_SECRET: z.string().optional(),
    /** What people call that issuer. */
    OIDC_NAME: z.string().max(40).optional(),
    /** Whose verified address lets them in without an invitation: addresses and `*@domain`, separated by commas. */
    SIGN_IN_EMAILS: z
      .string()
      .transform((text) =>
        text
          .toLowerCase()
          .split(",")
          .map((entry) => entry.trim())
          .filter(Boolean),
      )
      .pipe(z.array(z.string().regex(address, "addresses and *@domain, separated by commas")))
      .default([]),
    HOST: z.string().default("127.0.0.1"),
    PORT: port.default(3000),
    /** Lets targets and providers live on private and loopback addresses. */
    ALLOW_PRIVATE_NETWORK: flag.optional(),
    /** How often every user is compared, in minutes. */
    CHECK_EVERY_MINUTES: z.coerce.number().int().min(1).default(60),
    /** How often the users changed since the last look are read, in minutes, where the provider can tell who they are. */
    DELTA_EVERY_MINUTES: z.coerce.number().int().min(1).default(5),
    /** How often the events that a provider records are read, in seconds. */
    POLL_EVERY_SECONDS: z.coerce.number().int().min(5).default(30),
    /** The operator's own OAuth clients, by provider id, as JSON. */
    PROVIDER_CLIENTS: z
      .string()
      .transform((text, context) => {
        try {
          return JSON.parse(text);
        } catch {
          context.addIssue("JSON by provider id");
          return z.NEVER;
        }
      })
      .pipe(
        z.record(
          z.string(),
          z.strictObject({
            clientId: z.string().min(1),
            clientSecret: z.string().min(1),
            baseUrl: z.url({ protocol: /^https?$/ }).optional(),
          }),
        ),
      )
      .optional(),
    /** Opens /api/metrics to whoever sends it as a bearer token. */
    METRICS_TOKEN: z.string().min(16).optional(),
    /** Where traces go, by OTLP over HTTP; its other OTEL_ variables are read by OpenTelemetry itself. */
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
    /** The demo app's address, set by the start script. */
    DEMO_URL: z.url().optional(),
    /** The provider whose server the demo app is. */
    DEMO_PROVIDER: z.string().optional(),
    /** The Demo project's database; the first owner gets that project. */
    DEMO_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    INNGEST_DEV: z.string().optional(),
    INNGEST_BASE_URL: z.url().optional(),
    INNGEST_EVENT_KEY: z.string().optional(),
    INNGEST_SIGNING_KEY: z.string().optional(),
    /** Tests only, see lib/sync/kill-points.ts. */
    ROLLCALL_KILL_AT: z.string().optional(),
  },
  experimental__runtimeEnv: {},
  createFinalSchema: (shape) =>
    z.object(shape).check(({ value, issues }) => {
      for (const together of belongTogether) {
        const missing = together.filter((name) => !value[name]);
        if (missing.length === together.length) continue;
        for (const name of missing) {
          issues.push({
            code: "custom",
            input: value[name],
            path: [name],
            message: `goes with ${together.join(", ")}`,
          });
        }
      }
    }),
  emptyStringAsUndefined: true,
  onValidationError(issues) {
    const lines = issues.map(({ path, message }) => `  ${path?.join(".")}: ${message}`);
    throw new Error(`These environment variables are wrong or missing:\n${lines.join("\n")}`);
  },
});

/** Loopback is allowed only while the console itself is bound to loopback. */
export const isLoopbackBound = (): boolean => loopback.has(env.HOST);
