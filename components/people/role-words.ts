import type { Role } from "@/lib/projects/views";

/** What a role may do, in one line. */
export const roleHints: Record<Role, string> = {
  owner: "Everything: also members and roles, the database, and deleting the project.",
  admin: "Connects and changes the integration, invites people, reads the audit log.",
  viewer: "Sees users and status. Changes nothing.",
};

export const roleNames: Record<Role, string> = { owner: "Owner", admin: "Admin", viewer: "Viewer" };

/** "an admin" */
export const aRole = (role: Role): string => `${role === "viewer" ? "a" : "an"} ${role}`;
