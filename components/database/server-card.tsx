import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { formatDuration } from "@/lib/format";
import type { DatabaseView } from "@/lib/projects/views";

/** What answers behind the connection string. */
export const ServerCard = ({ server }: { server: DatabaseView["server"] }) => (
  <Card title="Server">
    <div className="p-4">
      <Facts
        items={[
          { label: "Version", value: `PostgreSQL ${server.version}` },
          { label: "Role", value: <code>{server.role}</code> },
          { label: "TLS", value: tls(server) },
          { label: "Connection", value: way(server) },
          { label: "Round trip", value: formatDuration(server.roundTripMillis) },
        ]}
      />
    </div>
  </Card>
);

function tls({ tls: mode, neon }: DatabaseView["server"]): string {
  if (neon || mode === "verify-full") return "On, and the certificate is checked";
  return mode === "require" ? "On, without checking the certificate" : "Off";
}

function way({ pooled, neon, port }: DatabaseView["server"]): string {
  const door = neon ? "Neon, over WebSocket" : `Port ${port}`;
  return `${door}. ${pooled ? "Pooled: server connections are lent" : "Direct; a pooler in session mode looks the same"}.`;
}
