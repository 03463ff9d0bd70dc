import { Ellipsis, KeyRound, Pause, Unplug } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";

type MoreActionsProps = { projectId: string; paused: boolean; onPause: () => void };

/** What is needed rarely. */
export function MoreActions({ projectId, paused, onPause }: MoreActionsProps) {
  return (
    <Menu
      trigger={
        <IconButton label="More actions" variant="default">
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      {!paused && (
        <MenuItem icon={<Pause aria-hidden />} onSelect={onPause}>
          Pause sync
        </MenuItem>
      )}
      <MenuItem icon={<KeyRound aria-hidden />} href={`/projects/${projectId}/auth/credentials`}>
        Replace credentials
      </MenuItem>
      <MenuSeparator />
      <MenuItem danger icon={<Unplug aria-hidden />} href={`/projects/${projectId}/auth/disconnect`}>
        Disconnect
      </MenuItem>
    </Menu>
  );
}
