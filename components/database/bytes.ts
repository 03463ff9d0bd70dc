const units = ["B", "kB", "MB", "GB", "TB"];

/** 8192 → "8.2 kB", 1234567 → "1.2 MB": powers of a thousand, one decimal under ten. */
export function formatBytes(bytes: number): string {
  let [value, n] = [bytes, 0];
  while (value >= 999.5 && n < units.length - 1) [value, n] = [value / 1000, n + 1];
  return `${n > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[n]}`;
}
