const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const whole = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** 1204318 → "1,204,318" */
export const formatNumber = (value: number): string => whole.format(value);

/** 1204318 → "1.2M", for tight places; the whole belongs in the title. */
export const formatCompact = (value: number): string => compact.format(value);

/** A share of 1 → "63 %", with one decimal under ten: "4.2 %". */
export function formatPercent(share: number): string {
  const tenths = Math.round(share * 1000) / 10;
  return `${tenths > 0 && tenths < 10 ? tenths.toFixed(1) : Math.round(tenths)} %`;
}

/** "1 user", "12,408 users" */
export const formatCount = (value: number, one: string, many = `${one}s`): string =>
  `${formatNumber(value)} ${value === 1 ? one : many}`;

const pair = (value: number, big: string, ratio: number, small: string): string => {
  const rest = value % ratio;
  return `${Math.floor(value / ratio)} ${big}${rest ? ` ${rest} ${small}` : ""}`;
};

/** Milliseconds → "84 ms", "0.8 s", "41 s", "3 min 58 s", "1 h 12 min", "3 d"; never more than two units. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 99.5) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 59_500) return `${Math.round(ms / 1000)} s`;
  if (ms < hour - 500) return pair(Math.round(ms / 1000), "min", 60, "s");
  if (ms < day - minute / 2) return pair(Math.round(ms / minute), "h", 60, "min");
  return pair(Math.round(ms / hour), "d", 24, "h");
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is dear and a table asks for the same ones over and over. */
function format(options: Intl.DateTimeFormatOptions, zone: string | undefined): Intl.DateTimeFormat {
  const key = JSON.stringify([options, zone]);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
    formats.set(key, found);
  }
  return found;
}

const dateOptions = { day: "numeric", month: "short", year: "numeric" } as const;
const clockOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** "18 Nov 2026" in `zone`, or in the process's own zone. */
export const formatDate = (iso: string | number, zone?: string): string =>
  format(dateOptions, zone).format(new Date(iso)).replace("Sept", "Sep");

/** "14:32", or "14:32:10" with seconds. */
export const clockTime = (iso: string | number, zone?: string, seconds = false): string =>
  format(seconds ? { ...clockOptions, second: "2-digit" } : clockOptions, zone).format(new Date(iso));

/** "18 Nov 2026, 14:32:10 UTC": nothing is left open. */
export function exactTime(iso: string | number, zone?: string): string {
  const parts = format({ timeZoneName: "short" }, zone).formatToParts(new Date(iso));
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  return `${formatDate(iso, zone)}, ${clockTime(iso, zone, true)} ${name}`;
}

/** "now", "34 s ago", "18 min ago", "3 h ago", "Yesterday", "18 Nov 2026". A time to come is a clock time or a date. */
export function relativeTime(iso: string | number, now: number, zone?: string): string {
  const at = new Date(iso).getTime();
  const age = now - at;
  if (Math.abs(age) < 10_000) return "now";
  if (age < 0) return formatDate(at, zone) === formatDate(now, zone) ? clockTime(at, zone) : formatDate(at, zone);
  if (age < minute) return `${Math.floor(age / 1000)} s ago`;
  if (age < hour) return `${Math.floor(age / minute)} min ago`;
  if (age < day) return `${Math.floor(age / hour)} h ago`;
  return formatDate(at, zone) === formatDate(now - day, zone) ? "Yesterday" : formatDate(at, zone);
}
