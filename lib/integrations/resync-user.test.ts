import { expect, it } from "vitest";
import { drainInbox } from "@/lib/sync/drain-inbox";
import { connected, provider } from "@/test/workos";
import { getUser } from "./get-user";
import { resyncUser } from "./resync-user";

it("where the provider keeps updated_at it is compared too, and a re-sync brings whatever differs", async () => {
  const { actor, projectId, id: integrationId } = connected;
  const [id = ""] = await provider.addUsers(1);
  const bring = async () => {
    await resyncUser(actor, projectId, id);
    await drainInbox(integrationId);
  };
  const differing = async () =>
    (await getUser(actor, projectId, id)).fields.filter(({ same }) => same !== true).map(({ path }) => path.join("."));
  await bring();
  expect(await differing()).toEqual([]);
  await provider.changeUser(id);
  expect(await differing()).toEqual(
    expect.arrayContaining(["name", "updated_at", "raw_json.first_name", "raw_json.updated_at"]),
  );
  await bring();
  expect(await differing()).toEqual([]);
  // The provider has nothing new to say: what was edited by hand is mended all the same.
  await connected.target.query("update neon_auth.users_sync set name = 'by hand' where id = $1", [id]);
  expect(await differing()).toEqual(["name"]);
  await bring();
  expect(await differing()).toEqual([]);
});
