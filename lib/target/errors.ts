import { AppError } from "@/lib/errors";
import type { Connection } from "./types";

type Words = { code: "target_unavailable" | "target_refused"; message: string; remedy: string };
type Place = Connection & { at: string; said: string };

const untouched = "No row was changed by this attempt.";
const heals = "A running sync tries again by itself.";

const unavailable = (message: string, remedy: string): Words => ({ code: "target_unavailable", message, remedy });
const refused = (message: string, remedy: string): Words => ({ code: "target_refused", message, remedy });

const wrongPassword = ({ user, at }: Place) =>
  refused(`${at} refuses the password of role ${user}.`, "Copy the connection string again, or set a new password.");
const busy = ({ at }: Place) => unavailable(`${at} is starting, stopping or restarting.`, heals);
const silent = ({ at }: Place) =>
  unavailable(
    `${at} did not answer in time.`,
    `Check host and port, and let this console through the firewall. ${heals}`,
  );
const broken = ({ at }: Place) => unavailable(`The connection to ${at} broke off.`, heals);
const locked = ({ at }: Place) =>
  unavailable(`Another transaction on ${at} held a lock for too long.`, `End that transaction. ${heals}`);
const missing = ({ database }: Place) =>
  refused(
    `A table or schema of Rollcall's is missing in database ${database}.`,
    "Connect the provider again. Rows that are there stay.",
  );
const noAddress = ({ host }: Place) =>
  unavailable(`The host name ${host} leads to no address.`, `Check how it is spelled. ${heals}`);
const noTls = ({ at }: Place) =>
  refused(
    `${at} offers no TLS.`,
    "Turn TLS on at the server, or add sslmode=disable if the network in between is yours.",
  );

/** By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html) or by Node's error code. */
const words: Record<string, (place: Place) => Words> = {
  ECONNREFUSED: ({ at }) =>
    unavailable(`${at} refused the connection.`, `Check host and port, and that PostgreSQL listens there. ${heals}`),
  ENOTFOUND: noAddress,
  EAI_AGAIN: noAddress,
  ETIMEDOUT: silent,
  EHOSTUNREACH: silent,
  ENETUNREACH: silent,
  ECONNRESET: broken,
  EPIPE: broken,
  "57P01": busy,
  "57P02": busy,
  "57P03": busy,
  "57014": ({ at }) => unavailable(`${at} cancelled a statement that took too long.`, heals),
  // Closed by its owner for a while: for a restore, say.
  "55000": ({ at, database }) => unavailable(`Database ${database} on ${at} accepts no connections.`, heals),
  "53300": ({ at }) =>
    unavailable(`${at} has no free connection.`, `Raise its limit, or use its pooler's address. ${heals}`),
  "55P03": locked,
  "40P01": locked,
  "28P01": wrongPassword,
  "28000": ({ at, user }) =>
    refused(
      `${at} does not let role ${user} in from here.`,
      "Allow it in pg_hba.conf; if the server insists on TLS, add sslmode=require.",
    ),
  "3D000": ({ host, database }) =>
    refused(`${host} has no database ${database}.`, "Check the name at the end of the connection string."),
  // The server's words name objects and roles here, never a row's content.
  "42501": ({ at, user, said }) =>
    refused(`${at} denies role ${user} a right: ${said}.`, "Grant it as the owner of that object."),
  "25006": ({ at, database }) =>
    refused(
      `Database ${database} on ${at} is read-only.`,
      "Use the primary's address, and check default_transaction_read_only.",
    ),
  "2BP01": ({ database }) =>
    refused(
      `Other objects in database ${database} depend on this table.`,
      "Drop those views and keys first, or keep the table.",
    ),
  "42P01": missing,
  "3F000": missing,
};

/** SQLSTATE classes that pass by themselves: connection, resources, operator, system, rollback. */
const passing = new Set(["08", "53", "57", "58", "40"]);

/** SQLSTATE or Node's code of a thrown value; undefined where there is none. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Object) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Rollcall's own schema, sequence or tables were dropped by somebody: `createTable` makes them again. */
export const isMissing = (error: unknown): boolean => ["42P01", "3F000"].includes(codeOf(error) ?? "");

const isSqlState = (code: string) => /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code);

function byMessage(place: Place): Words | undefined {
  if (/does not support SSL|SSL not supported/i.test(place.said)) return noTls(place);
  if (/time(d )?out|timeout/i.test(place.said)) return silent(place);
  if (/terminated|not queryable|SSL connection|socket hang up|server response: \d+/i.test(place.said))
    return broken(place);
  return undefined;
}

function find(error: unknown, place: Place): Words | undefined {
  const code = codeOf(error) ?? "";
  const known = words[code];
  if (known) return known(place);
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/.test(code)) {
    return refused(
      `The TLS certificate of ${place.at} was not accepted (${code}).`,
      "Install a certificate from a public authority, or use sslmode=require to encrypt without checking it.",
    );
  }
  if (!isSqlState(code)) return byMessage(place);
  if (passing.has(code.slice(0, 2))) return unavailable(`${place.at} cannot serve right now (${code}).`, heals);
  return refused(`${place.at} refused a statement (${code}).`, "The log of the console has the cause.");
}

const messageOf = (error: unknown) =>
  error instanceof Object && "message" in error && typeof error.message === "string" ? error.message : "";

/**
 * Whatever went wrong at the target, in words for people: `target_unavailable` heals by itself, `target_refused` needs
 * a person, `internal` did not come from the target. Names host, database and role; never the password.
 */
export function targetError(error: unknown, connection: Connection): AppError {
  if (error instanceof AppError) return error;
  const place = { ...connection, at: `${connection.host}:${connection.port}`, said: messageOf(error) };
  const found = find(error, place);
  if (!found) return new AppError("internal", "Rollcall could not finish this.", { meaning: untouched, cause: error });
  return new AppError(found.code, found.message, { meaning: untouched, remedy: found.remedy, cause: error });
}
