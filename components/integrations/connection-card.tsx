import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { RelativeTime } from "@/components/ui/relative-time";
import type { IntegrationStatus } from "@/lib/integrations/views";

/** What is linked with what, and since when. */
export const ConnectionCard = ({ status }: { status: IntegrationStatus }) => (
  <Card title="Connection">
    <div className="p-4">
      <Facts items={facts(status)} />
    </div>
  </Card>
);

function facts({ schema, database, providerProject, connectedAt, connectedBy }: IntegrationStatus) {
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
  ];
}

const NameAndId = ({ id, name }: IntegrationStatus["providerProject"]) => (
  <>
    {name}
    {!name.includes(id) && <code className="block text-3">{id}</code>}
  </>
);
