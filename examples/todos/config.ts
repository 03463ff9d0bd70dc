import { z } from "zod";

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().default("127.0.0.1"),
  DATABASE_URL: z.string().min(1),
  BETTER_AUTH_SECRET: z.string().min(32),
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  ROLLCALL_URL: z.url({ protocol: /^https?$/ }).default("http://localhost:3000"),
});

export type Config = {
  port: number;
  host: string;
  databaseUrl: string;
  secret: string;
  /** The public origin, and every origin whose forms are accepted. */
  origin: string;
  origins: string[];
  rollcallUrl: string;
};

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Whether a URL's host is this machine. */
export const isLoopback = (hostname: string) => LOOPBACK.includes(hostname);

/** On this machine its names are interchangeable: a person may type either. */
function acceptedOrigins(url: URL): string[] {
  if (!isLoopback(url.hostname)) return [url.origin];
  return LOOPBACK.map((hostname) => new URL(`${url.protocol}//${hostname}:${url.port}`).origin);
}

/** Reads the environment; throws an error that names what is missing. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read = environment.safeParse(env);
  if (!read.success) throw new Error(`The environment is incomplete.\n${z.prettifyError(read.error)}`);
  const { PORT, HOST, DATABASE_URL, BETTER_AUTH_SECRET, BASE_URL, ROLLCALL_URL } = read.data;
  const url = new URL(BASE_URL ?? `http://localhost:${PORT}`);
  return {
    port: PORT,
    host: HOST,
    databaseUrl: DATABASE_URL,
    secret: BETTER_AUTH_SECRET,
    origin: url.origin,
    origins: acceptedOrigins(url),
    rollcallUrl: ROLLCALL_URL,
  };
}
