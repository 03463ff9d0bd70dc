import type { Page } from "@playwright/test";
import { type StackAuthServer, startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { glance } from "./support/accessible";
import { disconnect, usersTable, waitForParity } from "./support/console";
import { listening, openNewProject, reviewAndConnect, selectAndConnect } from "./support/project";
import { freePair } from "./support/rollcall";
import { test as base, expect } from "./support/test";

/** The operator of this console has a client at Stack Auth. */
const test = base.extend<object, { stackAuth: StackAuthServer & { client: { clientId: string }; port: number } }>({
  instance: "stack-auth",
  stackAuth: [
    async ({ instance: _ }, use) => {
      const port = await freePair();
      const client = { clientId: "rollcall", clientSecret: "not told to anybody" };
      const redirectUris = [`http://localhost:${port}/api/oauth/callback`];
      const server = await startStackAuth({ integration: { ...client, redirectUris } });
      await use({ ...server, client, port });
      await server.stop();
    },
    { scope: "worker" },
  ],
  options: [
    ({ stackAuth: { client, origin, port } }, use) =>
      use({ port, env: { PROVIDER_CLIENTS: JSON.stringify({ "stack-auth": { ...client, baseUrl: origin } }) } }),
    { scope: "worker" },
  ],
});
