import { Option, OptionList } from "@/components/ui/option-list";
import type { Role } from "@/lib/projects/views";
import { roleHints, roleNames } from "./role-words";

/** A choice of roles, each with what it may do. */
export function RoleOptions({ roles, chosen }: { roles: Role[]; chosen: Role }) {
  return (
    <OptionList legend="Role">
      {roles.map((role) => (
        <Option
          key={role}
          name="role"
          value={role}
          title={roleNames[role]}
          hint={roleHints[role]}
          defaultChecked={role === chosen}
        />
      ))}
    </OptionList>
  );
}
