import { audited } from "@/lib/audit";
import { csvLine } from "@/lib/csv";
import { connectionOf } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { openTarget } from "@/lib/target/connect";
import { targetError } from "@/lib/target/errors";
import type { Connection, SchemaName, UserFacts, UsersFilter } from "@/lib/target/types";
import { type WalkedUser, walkUsers } from "@/lib/target/users-list-walk";
import { requireIntegration } from "./require-integration";

type Format = "csv" | "ndjson";
type Input = UsersFilter & { format: Format };

/** Some providers let raw_json grow to a megabyte. */
const pageSize = 200;

const columns = ["id", "name", "email", "created_at", "updated_at", "deleted_at"] as const;

/**
 * What the filter leaves of the table as a file, a page of text at a time and in the order of ids: the six plain columns,
 * and in NDJSON raw_json too. The role is checked, the export logged and the first page read before anything is sent; one
 * that breaks off later throws, and is logged once more.
 */
export async function exportUsers(
  actor: Actor,
  projectId: string,
  { format, ...filter }: Input,
): Promise<AsyncGenerator<string, void>> {
  const told = Object.entries(filter).filter(([, value]) => value !== undefined && value !== "");
  const detail = { format, ...Object.fromEntries(told) };
  const entry = { verb: "user.export", projectId, detail };
  return audited(actor, entry, async () => {
    const { project, integration } = await requireIntegration(actor, projectId, "viewer");
    const { facts = {} } = getProvider(integration.providerId);
    const source = { connection: connectionOf(project), schema: integration.schemaName, filter, facts, format };
    const broken = (error: unknown, rows: number) =>
      audited(actor, { ...entry, detail: { ...detail, rows } }, () => Promise.reject(error));
    const text = write(source, broken);
    return resume(await text.next(), text);
  });
}

type Source = {
  connection: Connection;
  schema: SchemaName;
  filter: UsersFilter;
  facts: UserFacts;
  format: Format;
};

async function* write(source: Source, broken: (error: unknown, rows: number) => Promise<never>) {
  const { connection, schema, filter, facts, format } = source;
  const target = openTarget(connection, { maxConnections: 1 });
  let rows = 0;
  let head = format === "csv" ? csvLine([...columns]) : "";
  try {
    for await (const page of walkUsers(target, { schema }, { filter, facts, size: pageSize })) {
      yield head + page.map(format === "csv" ? toCsv : toNdjson).join("");
      rows += page.length;
      head = "";
    }
    if (head) yield head;
  } catch (error) {
    const known = targetError(error, connection);
    if (rows > 0) await broken(known, rows);
    throw known;
  } finally {
    await target.end();
  }
}

/** The same text, of which the beginning was read already. */
async function* resume(first: IteratorResult<string, void>, rest: AsyncGenerator<string, void>) {
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } finally {
    await rest.return();
  }
}

const toCsv = ({ id, name, email, createdAt, updatedAt, deletedAt }: WalkedUser): string =>
  csvLine([id, name, email, createdAt, updatedAt, deletedAt]);

const toNdjson = ({ id, name, email, createdAt, updatedAt, deletedAt, raw }: WalkedUser): string => {
  const times = { created_at: createdAt, updated_at: updatedAt, deleted_at: deletedAt };
  return `${JSON.stringify({ id, name, email, ...times, raw_json: raw })}\n`;
};
