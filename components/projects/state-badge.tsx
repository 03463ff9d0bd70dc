import { Badge } from "@/components/ui/badge";
import type { SyncState } from "@/lib/integrations/views";
import { stateOf } from "./sync-state";

export function StateBadge({ state }: { state: SyncState | null }) {
  const { tone, icon, label } = stateOf(state);
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}
