import { afterAll, beforeAll, expect, it } from "vitest";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { startWorkos } from "@/lib/providers/fixtures/workos";
import { drainInbox } from "@/lib/sync/drain-inbox";
import { createConsole } from "@/test/console";
import { type Connected, connectProvider, walkToTheEnd } from "@/test/integration";
import { getUser } from "./get-user";
import { resyncUser } from "./resync-user";

let provider: Counterpart;
let connected: Connected;

beforeAll(async () => {
  await createConsole();
  provider = await startWorkos();
  connected = await connectProvider("workos", provider.credentials(provider.origin));
});
afterAll(async () => {
  await connected.end();
  await provider.stop();
});

it("where the provider keeps updated_at it is compared too, and a re-sync brings whatever differs", async () => {
  const { actor, projectId, id: integrationId } = connected;
  const [id = ""] = await provider.addUsers(1);
  await walkToTheEnd(integrationId);
  const differing = async () =>
    (await getUser(actor, projectId, id)).fields.filter(({ same }) => same !== true).map(({ path }) => path.join("."));
  expect(await differing()).toEqual([]);
  await provider.changeUser(id);
  expect(await differing()).toEqual(
    expect.arrayContaining(["name", "updated_at", "raw_json.first_name", "raw_json.updated_at"]),
  );
  await resyncUser(actor, projectId, id);
  await drainInbox(integrationId);
  expect(await differing()).toEqual([]);
});
