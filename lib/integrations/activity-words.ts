import type { auditLog } from "@/db/schema";
import { auditSentence } from "@/lib/projects/audit-sentences";
import type { ActView } from "./views";

type Act = Pick<typeof auditLog.$inferSelect, "verb" | "actor" | "outcome" | "detail">;

type Words = {
  about: ActView["about"];
  /** What the sentence is about. */
  title: string;
  /** Told only where it did not work: what it does is an entry of its own, or a step towards one. */
  quiet?: true;
};

const verbs: Record<string, Words> = {
  "integration.resync": { about: "runs", title: "Reconcile", quiet: true },
  "integration.verify": { about: "runs", title: "Verify", quiet: true },
  "integration.repair": { about: "runs", title: "Repair" },
  "integration.pause": { about: "states", title: "Pause" },
  "integration.resume": { about: "states", title: "Resume" },
  "integration.approve-deletions": { about: "deletions", title: "Held deletions" },
  "integration.reject-deletions": { about: "deletions", title: "Held deletions" },
  "integration.cancel-erasure": { about: "deletions", title: "Erasure" },
  "integration.retry-erasure": { about: "deletions", title: "Erasure" },
  "integration.purge-user": { about: "deletions", title: "Purge" },
  "integration.connect": { about: "settings", title: "Connect" },
  "integration.disconnect": { about: "settings", title: "Disconnect" },
  "integration.provision": { about: "settings", title: "Provider project" },
  "integration.transfer": { about: "settings", title: "Provider project" },
  "integration.set-deletion-policy": { about: "settings", title: "Deletion policy" },
  "integration.set-schedule": { about: "settings", title: "Schedule" },
  "integration.set-budget-share": { about: "settings", title: "API budget" },
  "integration.set-private-metadata": { about: "settings", title: "Private metadata" },
  "integration.replace-credentials": { about: "keys", title: "Credentials" },
  "integration.authenticate": { about: "keys", title: "Credentials", quiet: true },
  "integration.begin-oauth": { about: "keys", title: "Consent", quiet: true },
  "integration.finish-oauth": { about: "keys", title: "Consent" },
  "integration.rotate-webhook-secret": { about: "keys", title: "Webhook secret" },
  "integration.save-webhook-secret": { about: "keys", title: "Webhook secret" },
  "integration.reveal-webhook-secret": { about: "keys", title: "Webhook secret" },
  "project.replace-connection": { about: "keys", title: "Database connection" },
  "integration.retry-changes": { about: "users", title: "Parked changes" },
  "integration.discard-changes": { about: "users", title: "Parked changes" },
  "user.create": { about: "users", title: "User" },
  "user.resync": { about: "users", title: "User" },
  "user.export": { about: "users", title: "Export" },
  "user.delete": { about: "users", title: "User" },
};

/** A verb that is not in the list: "integration.set-schedule" → "Set schedule". */
function plain(verb: string): Words {
  const name = verb.slice(verb.indexOf(".") + 1).replaceAll("-", " ");
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  return { about: verb.startsWith("user.") ? "users" : "settings", title };
}

/** An entry of the audit log: what it is about, and the sentence that the log has for it. */
export function actView(act: Act): ActView {
  const { about, title } = (Object.hasOwn(verbs, act.verb) && verbs[act.verb]) || plain(act.verb);
  return { about, outcome: act.outcome, title, text: auditSentence(act) };
}

const namesWhere = (test: (words: Words) => boolean): string[] =>
  Object.entries(verbs).flatMap(([name, words]) => (test(words) ? [name] : []));

/** The verbs that are about one thing. */
export const verbsAbout = (...about: ActView["about"][]): string[] =>
  namesWhere((words) => about.includes(words.about));

export const quietVerbs: string[] = namesWhere(({ quiet }) => quiet === true);
