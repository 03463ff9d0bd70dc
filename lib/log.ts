import pino from "pino";

/** Structured log. Pass ids and counts only: no profile, no secret. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["credentials", "connection", "password", "secret", "token", "*.password", "*.secret", "*.token"],
  serializers: { error: pino.stdSerializers.errWithCause },
});
