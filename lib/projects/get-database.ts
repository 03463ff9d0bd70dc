import { findIntegrationOfProject, type Integration } from "@/db/queries/integrations";
import { withTarget } from "@/lib/target/connect";
import { isNeonHost } from "@/lib/target/connection";
import { objectsOf } from "@/lib/target/ddl";
import { examine } from "@/lib/target/inspect";
import { probeTarget } from "@/lib/target/probe";
import { readRights } from "@/lib/target/rights";
import { listForeignKeys } from "@/lib/target/schema";
import { countRows, isPooled, listIndexes, readSize, roundTrip } from "@/lib/target/survey";
import type { Connection, Target } from "@/lib/target/types";
import { connectionOf, requireRole } from "./access";
import type { Actor, DatabaseView, TableView } from "./views";

/** What a role needs where nothing is connected yet is what the first preset would need. */
const byDefault = { schemaName: "neon_auth", deletionPolicy: "mark" } as const;

/**
 * The project's database as it is at this moment, read over one connection; nothing is changed. Throws AppError
 * `target_unavailable` or `target_refused` where it cannot be read.
 */
export async function getDatabase(actor: Actor, projectId: string): Promise<DatabaseView> {
  const project = await requireRole(actor, projectId, "viewer");
  const integration = await findIntegrationOfProject(projectId);
  const connection = connectionOf(project);
  return withTarget(connection, async (target) => {
    const { serverVersion, role } = await probeTarget(target, connection);
    const [pooled, roundTripMillis] = [await isPooled(target, connection), await roundTrip(target)];
    const server = { version: serverVersion, role, pooled, roundTripMillis, ...knownOf(connection) };
    const rights = await readRights(target, neededBy(integration ?? byDefault));
    return { server, rights, table: integration ? await readTable(target, integration) : null };
  });
}

const knownOf = ({ host, port, tls }: Connection) => ({ port, tls, neon: isNeonHost(host) });

/** Erasing needs one right more. */
const neededBy = ({ schemaName, deletionPolicy }: Pick<Integration, "schemaName" | "deletionPolicy">) =>
  objectsOf(schemaName).map((object) =>
    deletionPolicy === "erase" && object.name === `${schemaName}.users_sync`
      ? { ...object, rights: [...object.rights, "DELETE"] }
      : object,
  );

async function readTable(target: Target, { id, schemaName: schema }: Integration): Promise<TableView> {
  const { shape, problem } = await examine(target, schema, id);
  if (shape === "absent") return { schema, shape, problem, contents: null };
  const [rows, size, indexes, foreignKeys] = await Promise.all([
    problem ? null : countRows(target, schema),
    readSize(target, schema),
    listIndexes(target, schema),
    listForeignKeys(target, schema),
  ]);
  return { schema, shape, problem, contents: { rows, size, indexes, foreignKeys } };
}
