import { connectionVault } from "@/lib/sealed";
import { withTarget } from "@/lib/target/connect";
import { formatConnectionString, parseConnectionString } from "@/lib/target/connection";
import { probeTarget } from "@/lib/target/probe";
import type { Connection } from "@/lib/target/types";

/** Parses and tries a connection string before anything is saved. Throws AppError naming what is wrong and its mend. */
export async function testConnection(connectionString: string): Promise<Connection> {
  const connection = parseConnectionString(connectionString);
  await withTarget(connection, (target) => probeTarget(target, connection));
  return connection;
}

/** The columns of a project that hold its connection: sealed, and what a person may see of it. */
export const sealedConnection = (projectId: string, connection: Connection) => ({
  connection: connectionVault.seal(formatConnectionString(connection), projectId),
  host: connection.host,
  database: connection.database,
  role: connection.user,
});
