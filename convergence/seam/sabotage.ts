/** What of `pg`'s results the engine reads. Drizzle asks for rows as arrays. */
export type Result = { rows: unknown[]; rowCount: number | null };

export type Statement = {
  to: "console" | "target";
  text: string;
  values: unknown[];
  run(text: string, values?: unknown[]): Promise<Result>;
};

type Around = (statement: Statement) => Promise<Result>;

const untouched: Around = ({ text, run }) => run(text);

/** The guards that `--without` takes away, one at a time. `around` stands between a statement and its database. */
export const sabotage = {
  without: null as string | null,
  around: untouched,
};

export { untouched };
