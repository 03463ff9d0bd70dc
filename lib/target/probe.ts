import { AppError } from "@/lib/errors";
import { targetError } from "./errors";
import type { Connection, Target } from "./types";

type Probe = { serverVersion: string; database: string; role: string; tls: boolean };

type Facts = {
  version: string;
  version_number: number;
  database: string;
  role: string;
  quoted_database: string;
  quoted_role: string;
  recovering: boolean;
  read_only: boolean;
  may_create: boolean;
  prepared: boolean;
  may_read_clock: boolean;
};

const factsSql = `
select current_setting('server_version') as version, current_setting('server_version_num')::int as version_number,
  current_database() as database, current_user as role,
  quote_ident(current_database()) as quoted_database, quote_ident(current_user) as quoted_role,
  pg_is_in_recovery() as recovering, current_setting('transaction_read_only')::boolean as read_only,
  has_database_privilege(current_database(), 'CREATE') as may_create,
  exists (select from pg_namespace where nspname = 'rollcall') as prepared,
  has_function_privilege('pg_control_checkpoint()', 'EXECUTE') as may_read_clock`;

const refuse = (message: string, remedy: string) =>
  new AppError("target_refused", message, { field: "connectionString", meaning: "Nothing was created.", remedy });

function check(facts: Facts): void {
  const { version, database, role, quoted_database, quoted_role } = facts;
  if (facts.version_number < 140_000) {
    throw refuse(
      `The server runs PostgreSQL ${version}. Rollcall needs 14 or later.`,
      "Upgrade the server, or choose another.",
    );
  }
  if (facts.recovering) {
    throw refuse("This server is a read replica.", "Use the address of its primary.");
  }
  if (facts.read_only) {
    const remedy = `Lift it as the owner: ALTER DATABASE ${quoted_database} RESET default_transaction_read_only.`;
    throw refuse(`Database ${database} is read-only for role ${role}.`, remedy);
  }
  if (!facts.may_create && !facts.prepared) {
    const remedy = `Run as the owner: GRANT CREATE ON DATABASE ${quoted_database} TO ${quoted_role}; or make its tables for it, as docs/database-role.md says.`;
    throw refuse(`Role ${role} may not create a schema in database ${database}.`, remedy);
  }
  if (!facts.may_read_clock) {
    const remedy = `Run as a superuser: GRANT EXECUTE ON FUNCTION pg_control_checkpoint() TO ${quoted_role}.`;
    throw refuse(`Role ${role} may not call pg_control_checkpoint(), which tells Rollcall of a crash.`, remedy);
  }
}

/**
 * Connects and asks whether Rollcall could work here: a writable primary, PostgreSQL 14 or later, the right to create
 * schemas or schemas that its owner has made. Creates nothing. Throws AppError: `target_refused` with the mend, or `target_unavailable`.
 */
export async function probeTarget(target: Target, connection: Connection): Promise<Probe> {
  const { rows } = await target.query<Facts>(factsSql).catch((error: unknown) => {
    throw targetError(error, connection);
  });
  const [facts] = rows;
  if (!facts) throw new Error("the server answered without a row");
  check(facts);
  // Both drivers refuse to go on in plain text where TLS was asked for.
  return {
    serverVersion: facts.version,
    database: facts.database,
    role: facts.role,
    tls: connection.tls !== "disable",
  };
}
