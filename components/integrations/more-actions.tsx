import { Ellipsis, KeyRound, Unplug } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";

/** What is needed rarely. */
export function MoreActions({ projectId }: { projectId: string }) {
  return (
    <Menu
      trigger={
        <IconButton label="More actions" variant="default">
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
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
