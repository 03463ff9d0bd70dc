import { Ellipsis, KeyRound, Pause, Unplug } from "lucide-react";
import type { FormAction } from "@/components/projects/form-action";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { usePause } from "./use-pause";

type MoreActionsProps = { projectId: string; paused: boolean; pause: FormAction; onDone: () => void };

/** What is needed rarely. */
export function MoreActions({ projectId, paused, pause, onDone }: MoreActionsProps) {
  const { run } = usePause(projectId, pause, onDone);
  return (
    <Menu
      trigger={
        <IconButton label="More actions" variant="default">
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      {!paused && (
        <MenuItem icon={<Pause aria-hidden />} onSelect={run}>
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
