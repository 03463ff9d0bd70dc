import net from "node:net";
import ipaddr from "ipaddr.js";
import { AppError } from "@/lib/errors";
import type { Connection } from "./types";

const tolerated = new Set(["sslmode", "channel_binding", "application_name"]);
const modes = new Set(["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]);
const example = "postgres://role:password@host:5432/database";

const invalid = (message: string, remedy = `Use the form ${example}.`, cause?: unknown) =>
  new AppError("invalid_input", message, { field: "connectionString", meaning: "Nothing was saved.", remedy, cause });

/** Hosts that are reached over Neon's WebSocket proxy. */
export const isNeonHost = (host: string): boolean => host.toLowerCase().endsWith(".neon.tech");

/** Loopback, private ranges and names without a public suffix, where servers seldom offer TLS. */
function isPrivateHost(host: string): boolean {
  if (net.isIP(host)) return ipaddr.process(host).range() !== "unicast";
  return !host.includes(".") || /\.(localhost|local|internal)$/i.test(host);
}

function tlsOf(mode: string | null, host: string): Connection["tls"] {
  if (mode !== null && !modes.has(mode)) {
    throw invalid(`sslmode=${mode} is not one that PostgreSQL knows.`, `Use one of ${[...modes].join(", ")}.`);
  }
  if (mode?.startsWith("verify-")) return "verify-full";
  if (mode === "require" || isNeonHost(host)) return "require";
  if (mode === "disable") return "disable";
  return isPrivateHost(host) ? "disable" : "require";
}

function decode(part: string, what: string): string {
  let value: string;
  try {
    value = decodeURIComponent(part);
  } catch (cause) {
    throw invalid(`The ${what} has a % that starts no escape.`, "Write % as %25.", cause);
  }
  // A NUL would end the field in the startup packet and begin another one.
  if (/\p{Cc}/u.test(value)) throw invalid(`The ${what} holds a control character.`);
  return value;
}

function hostOf(url: URL): string {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (net.isIPv6(host) || /^[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?\.?$/i.test(host)) return host;
  throw invalid(host ? "The host is not a single host name or address." : "The connection string names no host.");
}

function portOf(url: URL): number {
  const port = Number(url.port || 5432);
  if (port === 0) throw invalid("Port 0 leads nowhere.");
  return port;
}

function parseUrl(text: string): URL {
  const url = URL.parse?.(text) ?? (URL.canParse(text) ? new URL(text) : null);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) throw invalid("This is not a PostgreSQL connection string.");
  if (url.hash) throw invalid("The connection string holds a #.", "Write # as %23.");
  return url;
}

/**
 * Reads a connection string into the fields that Rollcall allows: no sockets, no files, no server options.
 * Without `sslmode` (or with `allow` or `prefer`), TLS is required for public hosts and off for private ones.
 * Throws AppError `invalid_input` on the field `connectionString`; its text never repeats the string.
 */
export function parseConnectionString(text: string): Connection {
  const url = parseUrl(text.trim());
  const refused = [...url.searchParams.keys()].find((name) => !tolerated.has(name));
  if (refused !== undefined) {
    const name = /^\w{1,40}$/.test(refused) ? refused : "of this name";
    throw invalid(`The parameter ${name} is not allowed.`, "Remove it. Only sslmode is read.");
  }
  const host = hostOf(url);
  const user = decode(url.username, "role");
  const database = decode(url.pathname.slice(1), "database name");
  if (!user) throw invalid("The connection string names no role.");
  if (!database) throw invalid("The connection string names no database.");
  const tls = tlsOf(url.searchParams.get("sslmode"), host);
  return { host, port: portOf(url), database, user, password: decode(url.password, "password"), tls };
}

/** The way back: `parseConnectionString(formatConnectionString(c))` equals `c`. Holds the password. */
export function formatConnectionString({ host, port, database, user, password, tls }: Connection): string {
  const secret = password ? `:${encodeURIComponent(password)}` : "";
  const name = net.isIPv6(host) ? `[${host}]` : host;
  return `postgresql://${encodeURIComponent(user)}${secret}@${name}:${port}/${encodeURIComponent(database)}?sslmode=${tls}`;
}
