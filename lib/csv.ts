/** What a spreadsheet would run as a formula. https://owasp.org/www-community/attacks/CSV_Injection */
const formula = /^[=+\-@\t\r\n]/;

function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const safe = typeof value === "string" && formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One record of RFC 4180; a text that a spreadsheet would take for a formula begins with an apostrophe. */
export const csvLine = (values: (string | number | null)[]): string => `${values.map(cell).join(",")}\r\n`;
