import type { NextConfig } from "next";

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
];

// Read at build and at start: nothing here may depend on the environment, or the two would differ.
const config: NextConfig = {
  typedRoutes: true,
  // `npm run verify` checks the types of the whole tree, tests too; whoever starts Rollcall need not wait for that.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    // A sign-in link or an invitation must not travel on in a Referer, not even to our own fonts and scripts.
    { source: "/invite/:path*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
    { source: "/sign-in/:path*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
  ],
  agentRules: false,
  experimental: { agentUpgrade: false },
  serverExternalPackages: [
    "pg",
    "pino",
    "ws",
    "undici",
    "inngest",
    "prom-client",
    "@opentelemetry/api",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-node",
  ],
};

export default config;
