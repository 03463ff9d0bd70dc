import { expect, it } from "vitest";
import { updateIntegration } from "@/db/queries/integrations";
import { receiveWebhook } from "@/lib/integrations/receive-webhook";
import { integrationOf } from "@/test/integration";
import { connected, provider, proxy } from "@/test/workos";
import { webhookSecretOf } from "./credentials";
import { drainInbox } from "./drain-inbox";
import { pollChanges } from "./poll-changes";
import { findWork } from "./sweep";

const integration = () => integrationOf(connected);
const rows = async () =>
  (await connected.target.query("select id, deleted_at is not null as deleted from neon_auth.users_sync")).rows;
const inbox = async () => (await drainInbox(connected.id)).settled;

it("brings who came and left into the table without any webhook", async () => {
  const [stays = "", leaves = ""] = await provider.addUsers(2);
  await provider.deleteUser(leaves);
  expect(await pollChanges(connected.id)).toEqual({ more: false, wake: true });
  await drainInbox(connected.id);
  expect(await rows()).toContainEqual({ id: stays, deleted: false });
  expect((await rows()).filter(({ id, deleted }) => id === leaves && !deleted)).toEqual([]);
});

it("I4: a poll that fails, or dies before its position is saved, loses nothing; I6: what it reads again counts once", async () => {
  const { feedPosition: before } = await integration();
  const [id = ""] = await provider.addUsers(1);
  proxy.inject("/events?", { status: 500, body: "{}" });
  await expect(pollChanges(connected.id)).rejects.toMatchObject({ code: "provider_unavailable" });
  expect((await integration()).feedPosition).toBe(before);
  await pollChanges(connected.id);
  // As if the process had died after the changes were committed.
  await updateIntegration(connected.id, { feedPosition: before, wake: false });
  expect(await pollChanges(connected.id)).toMatchObject({ wake: false });
  expect(await inbox()).toBe(1);
  expect(await rows()).toContainEqual({ id, deleted: false });
});

it("counts an event once that comes by webhook and by feed, and no webhook moves the position", async () => {
  const { feedPosition: before } = await integration();
  const [userId = ""] = await provider.addUsers(1);
  await pollChanges(connected.id);
  const { feedPosition } = await integration();
  expect(feedPosition).not.toBe(before);
  await inbox();
  const sent = provider.send?.({ kind: "updated", userId }, webhookSecretOf(await integration()), new Date());
  await receiveWebhook(connected.id, new Headers(sent?.headers), Buffer.from(sent?.raw ?? ""));
  await receiveWebhook(connected.id, new Headers(sent?.headers), Buffer.from(sent?.raw ?? ""));
  expect(await inbox()).toBe(1);
  expect((await integration()).feedPosition).toBe(feedPosition);
});

it("compares everybody where the provider no longer has the position, and goes on from now", async () => {
  const old = JSON.stringify({ after: "event_long_gone", at: "2020-01-01T00:00:00.000Z" });
  await updateIntegration(connected.id, { feedPosition: old });
  expect(await pollChanges(connected.id)).toEqual({ more: false, wake: false });
  const { feedPosition, nextCheckAt } = await integration();
  expect(feedPosition).not.toBe(old);
  expect(Number(nextCheckAt)).toBeLessThanOrEqual(Date.now());
});

it("is asked for by the sweep when it is due, and by one sweep only", async () => {
  await updateIntegration(connected.id, { nextPollAt: new Date(0) });
  expect((await findWork()).polls).toContain(connected.id);
  expect((await findWork()).polls).not.toContain(connected.id);
});
