import pino from "pino";

/** Names of fields that hold a secret or a profile, at the top of a line and one level below. */
const hidden = [
  ...["credentials", "connection", "connectionString", "password", "secret", "secretServerKey", "token", "keys"],
  ...["authorization", "cookie", "email", "raw", "hints", "params"],
];

type Described = { type: string; message: string; code?: string; stack?: string; cause?: Described };

/** The query of Drizzle's errors is kept, its parameters are cut off. */
const withoutParams = (message: string) => message.split("\nparams:")[0] ?? "";

/**
 * What of an error goes into the log. An allow-list: errors of Postgres quote whole rows in `detail` and `where`, and
 * those of Drizzle the parameters. Of the stack only the frames, for it begins with the message.
 */
function describeError(error: unknown, depth = 0): Described | undefined {
  if (error === undefined || error === null || depth > 4) return undefined;
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code = "code" in error ? String(error.code) : undefined;
  const stack = error.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
  return {
    type: error.name,
    message: withoutParams(error.message),
    code,
    stack,
    cause: describeError(error.cause, depth + 1),
  };
}

/** The last line of defence: passwords in addresses and signing secrets, wherever in a line they stand. */
const scrub = (line: string): string =>
  line.replace(/(:\/\/[^\s:/@"]*:)[^\s/@"]+(?=@)/g, "$1[hidden]").replace(/\bwhsec_[\w+/=-]+/g, "[hidden]");

/** Writes to `fd` at once. A line that cannot be written waits for the next: a full disk must not end the process. */
export function toFile(fd: number): pino.DestinationStream {
  const stream = pino.destination({ dest: fd, sync: true });
  stream.on("error", () => {});
  return stream;
}

/** A structured log at `level`. */
export const createLog = (level: string, stream: pino.DestinationStream) =>
  pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: hidden.flatMap((name) => [name, `*.${name}`]), censor: "[hidden]" },
      serializers: { error: (error: unknown) => describeError(error), err: (error: unknown) => describeError(error) },
      hooks: { streamWrite: scrub },
    },
    stream,
  );

/** Pass ids and counts only: no profile, no secret. */
export const log = createLog(process.env.LOG_LEVEL || "info", toFile(1));
