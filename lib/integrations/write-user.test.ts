import { expect, it } from "vitest";
import { drainInbox } from "@/lib/sync/drain-inbox";
import { connected } from "@/test/workos";
import { createUser, deleteUser } from "./write-user";

const row = async (id: string) =>
  (
    await connected.target.query(
      "select name, email, deleted_at is not null as deleted from neon_auth.users_sync where id = $1",
      [id],
    )
  ).rows[0];

it("a created and a deleted user reach the table by the way of every change", async () => {
  const { actor, projectId, id: integrationId } = connected;
  const id = await createUser(actor, projectId, { email: "ada@example.com", name: "Ada Lovelace" });
  expect(await row(id)).toBeUndefined();
  await drainInbox(integrationId);
  expect(await row(id)).toEqual({ name: "Ada Lovelace", email: "ada@example.com", deleted: false });
  await deleteUser(actor, projectId, id);
  expect(await row(id)).toMatchObject({ deleted: false });
  await drainInbox(integrationId);
  expect(await row(id)).toMatchObject({ deleted: true });
});

it("an e-mail that the provider refuses is named, and nothing waits in the inbox", async () => {
  const { actor, projectId, id: integrationId } = connected;
  await createUser(actor, projectId, { email: "grace@example.com", name: null });
  await drainInbox(integrationId);
  const again = createUser(actor, projectId, { email: "grace@example.com", name: null });
  await expect(again).rejects.toMatchObject({ code: "invalid_input", field: "email" });
  expect(await drainInbox(integrationId)).toMatchObject({ settled: 0 });
});
