import type { InboxChange } from "@/db/queries/changes";
import { type OpenState, openChangesAfter } from "@/db/queries/open-changes";
import { csvLine } from "@/lib/csv";
import { log } from "@/lib/log";
import { connectionOf, type Project } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { withTarget } from "@/lib/target/connect";
import type { SchemaName } from "@/lib/target/types";
import { type UserName, usersById } from "@/lib/target/users-by-id";
import { requireIntegration } from "./require-integration";

type Input = { state: OpenState; format: "csv" | "ndjson" };

const pageSize = 500;

const columns = ["user_id", "name", "email", "kind", "reason", "attempts", "event_id", "received_at"] as const;
type Row = Record<(typeof columns)[number], string | number | null>;

/**
 * Every change that waits for a person, longest known first, a page of text at a time; with the names that the rows have,
 * where the customer's database answers. The role is checked before anything is read.
 */
export async function exportOpenChanges(actor: Actor, projectId: string, { state, format }: Input) {
  const { project, integration } = await requireIntegration(actor, projectId, "viewer");
  return pages(project, { id: integration.id, schema: integration.schemaName, state, format });
}

type Source = Input & { id: string; schema: SchemaName };

async function* pages(project: Project, { id, schema, state, format }: Source): AsyncGenerator<string> {
  if (format === "csv") yield csvLine([...columns]);
  let names: Map<string, UserName> | null = new Map();
  for (let after = 0; ; ) {
    const found = await openChangesAfter(id, state, after, pageSize);
    const last = found.at(-1);
    if (!last) return;
    // A database that does not answer is asked once.
    names = names && (await namesOf(project, schema, found));
    yield found.map((change) => lineOf(toRow(change, names), format)).join("");
    after = last.id;
  }
}

const namesOf = (project: Project, schema: SchemaName, found: InboxChange[]) =>
  withTarget(connectionOf(project), (target) =>
    usersById(
      target,
      { schema },
      found.map(({ userId }) => userId),
    ),
  ).catch((error: unknown) => {
    log.warn({ error }, "open changes are exported without names");
    return null;
  });

const toRow = (change: InboxChange, names: Map<string, UserName> | null): Row => ({
  user_id: change.userId,
  name: names?.get(change.userId)?.name ?? null,
  email: names?.get(change.userId)?.email ?? null,
  kind: change.kind,
  reason: change.reason,
  attempts: change.attempts,
  event_id: change.eventId,
  received_at: change.receivedAt.toISOString(),
});

const lineOf = (row: Row, format: Input["format"]): string =>
  format === "csv" ? csvLine(columns.map((column) => row[column])) : `${JSON.stringify(row)}\n`;
