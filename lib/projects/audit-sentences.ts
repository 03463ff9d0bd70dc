import type { AuditRow } from "@/db/queries/audit";
import { getProvider, providerIds } from "@/lib/providers";

type Detail = AuditRow["detail"];
/** What was done, and the same as something that was tried. */
type Words = [did: string, tried: string];

const said = (value: Detail[string] | undefined, before = " "): string =>
  value === undefined || value === "" ? "" : `${before}${value}`;

const users = ({ count }: Detail) => (count === undefined ? "" : ` of ${count} ${count === 1 ? "user" : "users"}`);
/** The log outlives a provider that is gone: then its id stands. */
const nameOf = (provider: Detail[string] | undefined) =>
  providerIds.some((id) => id === provider) ? getProvider(String(provider)).name : provider;
const at = ({ provider }: Detail) => said(nameOf(provider), " at ");
const whom = ({ userId }: Detail) => said(userId);
const asRole = ({ role }: Detail) => said(role, " as ");

/** By verb: everything that writes to a project's audit log. */
export const auditVerbs: Record<string, (detail: Detail) => Words> = {
  "project.create": () => ["created the project", "create the project"],
  "project.rename": () => ["renamed the project", "rename the project"],
  "project.delete": () => ["deleted the project", "delete the project"],
  "project.replace-connection": () => ["replaced the connection string", "replace the connection string"],
  "integration.authenticate": (d) => [`entered credentials${at(d)}`, `enter credentials${at(d)}`],
  "integration.begin-oauth": (d) => [`went to agree${at(d)}`, `go to agree${at(d)}`],
  "integration.finish-oauth": (d) => [`agreed${at(d)}`, `agree${at(d)}`],
  "integration.provision": (d) => [`had a provider project made${at(d)}`, `have a provider project made${at(d)}`],
  "integration.connect": (d) => [`connected${said(nameOf(d.provider))}`, `connect${said(nameOf(d.provider))}`],
  "integration.disconnect": ({ dropTable }) =>
    dropTable
      ? ["disconnected and dropped the table", "disconnect and drop the table"]
      : ["disconnected and kept the table", "disconnect and keep the table"],
  "integration.replace-credentials": () => ["replaced the credentials", "replace the credentials"],
  "integration.pause": () => ["paused the sync", "pause the sync"],
  "integration.resume": () => ["resumed the sync", "resume the sync"],
  "integration.verify": () => ["started a verify", "start a verify"],
  "integration.repair": (d) => [`had differences${users(d)} repaired`, `repair differences${users(d)}`],
  "integration.set-schedule": () => ["changed the schedule", "change the schedule"],
  "integration.set-budget-share": (d) => [
    `set the share of the API budget to ${d.percent} %`,
    `set the share of the API budget to ${d.percent} %`,
  ],
  "integration.set-private-metadata": ({ leaveOut }) => {
    const rest = leaveOut ? "leave private metadata out" : "keep private metadata in the rows";
    return [`chose to ${rest}`, `choose to ${rest}`];
  },
  "integration.resync": () => ["started a reconcile", "start a reconcile"],
  "integration.transfer": () => ["asked for the link to claim the project", "get the link to claim the project"],
  "integration.reveal-webhook-secret": () => ["looked at the signing secret", "look at the signing secret"],
  "integration.save-webhook-secret": () => ["saved the signing secret", "save a signing secret"],
  "integration.rotate-webhook-secret": () => ["changed the signing secret", "change the signing secret"],
  "integration.approve-deletions": (d) => [`approved held deletions${users(d)}`, `approve held deletions${users(d)}`],
  "integration.reject-deletions": (d) => [`rejected held deletions${users(d)}`, `reject held deletions${users(d)}`],
  "integration.retry-changes": (d) => [`had parked changes${users(d)} tried again`, `retry parked changes${users(d)}`],
  "integration.discard-changes": (d) => [`discarded parked changes${users(d)}`, `discard parked changes${users(d)}`],
  "integration.set-deletion-policy": ({ policy, holdBackHours }) => {
    const words =
      policy === "erase" ? `erase deleted users after ${holdBackHours} h` : "keep the rows of deleted users";
    return [`chose to ${words}`, `choose to ${words}`];
  },
  "integration.cancel-erasure": (d) => [`cancelled the erasure of${whom(d)}`, `cancel the erasure of${whom(d)}`],
  "integration.retry-erasure": (d) => [`had the erasure of${whom(d)} tried again`, `retry the erasure of${whom(d)}`],
  "integration.purge-user": (d) =>
    d.how === "blank"
      ? [`blanked the row of${whom(d)}`, `blank the row of${whom(d)}`]
      : [`purged${whom(d)}`, `purge${whom(d)}`],
  "user.create": () => ["created a user at the provider", "create a user at the provider"],
  "user.export": (d) => [`exported users as ${d.format}`, `export users as ${d.format}`],
  "user.resync": (d) => [`read user${whom(d)} again`, `read user${whom(d)} again`],
  "user.delete": (d) => [`deleted user${whom(d)} at the provider`, `delete user${whom(d)} at the provider`],
  "member.change-role": (d) => [
    `made${said(d.member) || " a member"} ${d.role}`,
    `make${said(d.member) || " a member"} ${d.role}`,
  ],
  "member.remove": (d) => [`removed${said(d.member) || " a member"}`, `remove${said(d.member) || " a member"}`],
  "member.leave": () => ["left the project", "leave the project"],
  "invitation.create": (d) => {
    const rest = `${said(d.label) || " somebody"}${asRole(d)} for ${d.days} ${d.days === 1 ? "day" : "days"}`;
    return [`invited${rest}`, `invite${rest}`];
  },
  "invitation.revoke": () => ["took back an invitation", "take back an invitation"],
  "invitation.accept": (d) => [`joined by invitation${asRole(d)}`, `join by invitation${asRole(d)}`],
};

/** "Dana renamed the project." or "Dana tried to rename the project and was refused." */
export function auditSentence({
  actor,
  verb,
  outcome,
  detail,
}: Pick<AuditRow, "actor" | "verb" | "outcome" | "detail">) {
  const [did, tried] = auditVerbs[verb]?.(detail) ?? [`did ${verb}`, `do ${verb}`];
  if (outcome === "done") return `${actor} ${did}.`;
  return `${actor} tried to ${tried}${outcome === "refused" ? " and was refused" : ", which failed"}.`;
}
