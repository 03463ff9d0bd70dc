import type { NextConfig } from "next";

// Read at build and at start: nothing here may depend on the environment, or the two would differ.
const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  experimental: { agentUpgrade: false },
  serverExternalPackages: ["pg", "pino", "ws", "undici", "inngest"],
};

export default config;
