import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { RelativeTime } from "@/components/ui/relative-time";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { WebhookSetup, type WebhookSetupProps } from "./webhook-setup";

type ConnectionCardProps = { status: IntegrationStatus } & Omit<WebhookSetupProps, "webhook" | "provider">;

/** What is linked with what, since when, and how changes arrive. */
export function ConnectionCard({ status, ...setup }: ConnectionCardProps) {
  const { provider, webhook } = status;
  return (
    <Card title="Connection">
      <div className="grid gap-4 p-4">
        <Facts items={facts(status)} />
        {webhook?.mode === "manual" && setup.canAct && (
          <WebhookSetup webhook={webhook} provider={provider.name} {...setup} />
        )}
      </div>
    </Card>
  );
}

function facts({ schema, database, providerProject, connectedAt, connectedBy, webhook }: IntegrationStatus) {
  return [
    { label: "Table", value: <code>{schema}.users_sync</code> },
    { label: "Database", value: <code>{database}</code> },
    { label: "Project there", value: <NameAndId {...providerProject} /> },
    {
      label: "Connected",
      value: (
        <>
          <RelativeTime iso={connectedAt} /> by {connectedBy}
        </>
      ),
    },
    { label: "Webhook", value: webhookWords(webhook) },
    ...(webhook
      ? [{ label: "Last event", value: webhook.lastEventAt ? <RelativeTime iso={webhook.lastEventAt} /> : "none yet" }]
      : []),
  ];
}

const NameAndId = ({ id, name }: IntegrationStatus["providerProject"]) => (
  <>
    {name}
    {id !== name && <code className="block text-3">{id}</code>}
  </>
);

function webhookWords(webhook: IntegrationStatus["webhook"]): string {
  if (!webhook) return "None; the full check finds every change";
  if (webhook.mode === "registered") return "Registered automatically";
  return webhook.lastEventAt ? "Set up by hand" : "To be set up by hand";
}
