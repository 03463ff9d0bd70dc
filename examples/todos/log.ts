const describe = (detail: unknown) => (detail instanceof Error ? detail.message : JSON.stringify(detail));

/** One line on standard error. Of an error only its message: stacks can carry a user's data. */
export function log(message: string, ...details: unknown[]): void {
  process.stderr.write(`todos: ${[message, ...details.map(describe)].join(" ")}\n`);
}
