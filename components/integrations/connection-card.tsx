import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { Fact, Facts } from "./facts";
import { WebhookSetup, type WebhookSetupProps } from "./webhook-setup";

type ConnectionCardProps = { status: IntegrationStatus } & Omit<WebhookSetupProps, "webhook" | "provider">;

/** What is linked with what, since when, and how changes arrive. */
export function ConnectionCard({ status, ...setup }: ConnectionCardProps) {
  const { schema, database, provider, providerProject, connectedAt, connectedBy, webhook } = status;
  return (
    <Card title="Connection">
      <div className="grid gap-4 p-4">
        <Facts>
          <Fact name="Table">
            <code>{schema}.users_sync</code>
          </Fact>
          <Fact name="Database">
            <code>{database}</code>
          </Fact>
          <Fact name="Project there">
            {providerProject.name}
            {providerProject.id !== providerProject.name && <code className="block text-3">{providerProject.id}</code>}
          </Fact>
          <Fact name="Connected">
            <RelativeTime iso={connectedAt} /> by {connectedBy}
          </Fact>
          <Fact name="Webhook">{webhookWords(webhook)}</Fact>
          {webhook && (
            <Fact name="Last event">{webhook.lastEventAt ? <RelativeTime iso={webhook.lastEventAt} /> : "none yet"}</Fact>
          )}
        </Facts>
        {webhook?.mode === "manual" && setup.canAct && (
          <WebhookSetup webhook={webhook} provider={provider.name} {...setup} />
        )}
      </div>
    </Card>
  );
}

function webhookWords(webhook: IntegrationStatus["webhook"]): string {
  if (!webhook) return "None; the full check finds every change";
  if (webhook.mode === "registered") return "Registered automatically";
  return webhook.lastEventAt ? "Set up by hand" : "To be set up by hand";
}
