import { expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { replaceConnection } from "@/lib/projects/replace-connection";
import { secondKey, startWorkos } from "@/lib/providers/fixtures/workos";
import { credentialsOf, webhookSecretOf } from "@/lib/sync/credentials";
import { recordProblem } from "@/lib/sync/problem";
import { type Connected, integrationOf } from "@/test/integration";
import { connected, provider, proxy } from "@/test/workos";
import { receiveWebhook } from "./receive-webhook";
import { replaceCredentials } from "./replace-credentials";
import { rotateWebhookSecret } from "./webhook-secret";

const integration = () => integrationOf(connected);
async function deliver(secret: string) {
  const sent = provider.send?.({ kind: "updated", userId: "user_1" }, secret, new Date());
  const followUp = await receiveWebhook(connected.id, new Headers(sent?.headers), Buffer.from(sent?.raw ?? ""));
  await followUp();
}
const refused = { code: "unauthorized" };

it("a change of signing secrets keeps both valid until the new one has signed a delivery", async () => {
  const before = webhookSecretOf(await integration());
  const { webhookRegistration } = await integration();
  await rotateWebhookSecret(connected.actor, connected.projectId);
  const after = await integration();
  expect(webhookSecretOf(after)).not.toBe(before);
  expect(after.webhookRegistration).not.toBe(webhookRegistration);
  await deliver(before);
  await deliver(before);
  await deliver(webhookSecretOf(after));
  await expect(deliver(before)).rejects.toMatchObject(refused);
  await deliver(webhookSecretOf(after));
});

it("another key of the same project takes over only once the provider has accepted it", async () => {
  const { actor, projectId } = connected;
  const typed = { ...provider.credentials(proxy.origin), apiKey: secondKey };
  await replaceCredentials(actor, projectId, typed);
  expect(credentialsOf(await integration())).toMatchObject({ apiKey: secondKey });
  const wrong = replaceCredentials(actor, projectId, provider.wrongCredentials(proxy.origin));
  await expect(wrong).rejects.toMatchObject({ code: "provider_refused" });
  expect(credentialsOf(await integration())).toMatchObject({ apiKey: secondKey });
});

it("a key of another project is refused, and the sync keeps the one that it has", async () => {
  const elsewhere = await startWorkos();
  const typed = { ...elsewhere.credentials(elsewhere.origin), apiKey: secondKey };
  const wrong = replaceCredentials(connected.actor, connected.projectId, typed);
  await expect(wrong).rejects.toMatchObject({ code: "conflict" });
  expect(credentialsOf(await integration())).not.toMatchObject({ apiKey: secondKey });
  await elsewhere.stop();
});

it("a secret left empty is kept for the same server and never sent to another", async () => {
  const { actor, projectId } = connected;
  await replaceCredentials(actor, projectId, { baseUrl: proxy.origin });
  const moved = replaceCredentials(actor, projectId, { baseUrl: provider.origin });
  await expect(moved).rejects.toMatchObject({ code: "invalid_input", field: "apiKey" });
});

const replacements = {
  "set of credentials": ({ actor, projectId }: Connected) =>
    replaceCredentials(actor, projectId, { ...provider.credentials(proxy.origin), apiKey: secondKey }),
  "connection string": ({ actor, projectId, target }: Connected) =>
    replaceConnection(actor, projectId, { connectionString: target.options.connectionString ?? "" }),
};

it.each(Object.entries(replacements))(
  "another %s ends the problem, and a full compare is due at once",
  async (_, replace) => {
    await recordProblem(connected.id, new AppError("target_refused", "Refused."));
    await replace(connected);
    const { problem, nextCheckAt } = await integration();
    expect(problem).toBeNull();
    expect(nextCheckAt?.getTime()).toBeLessThanOrEqual(Date.now());
  },
);
