/** SQL: a timestamptz as ISO 8601 in UTC with microseconds, whatever the session's DateStyle and time zone. */
export const isoTime = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
