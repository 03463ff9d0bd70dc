const second = 1000;

/** Inngest's own table: https://github.com/inngest/inngest/blob/main/pkg/backoff/backoff.go */
const table = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200];
const jitter = 30;

/** Milliseconds until the attempt after `attempt`, which counts from 0. */
export function backoff(attempt: number): number {
  const seconds = table[Math.min(attempt, table.length - 1)] ?? 0;
  return (seconds + Math.random() * jitter) * second;
}

const units: Record<string, number> = {
  s: second,
  m: 60 * second,
  h: 3600 * second,
  d: 86_400 * second,
  w: 604_800 * second,
};

/** Milliseconds that the SDK's `"1h30m"` or ISO date stands for; never negative. Throws on anything else. */
export function untilMs(text: string): number {
  if (/^(\d+[smhdw])+$/.test(text)) {
    return [...text.matchAll(/(\d+)([smhdw])/g)].reduce(
      (sum, [, n, unit]) => sum + Number(n) * (units[unit ?? ""] ?? 0),
      0,
    );
  }
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Error(`"${text}" is neither a duration nor a date.`);
  return Math.max(0, at - Date.now());
}

/** Milliseconds of a Retry-After header: seconds or a date. Null where there is none. */
export const retryAfterMs = (header: string | null): number | null =>
  header === null ? null : /^\d+$/.test(header) ? Number(header) * second : untilMs(header);
