/** What of `pg`'s results the engine reads. Drizzle asks for rows as arrays. */
export type Result = { rows: unknown[]; rowCount: number | null };

export type Statement = {
  to: "console" | "target";
  text: string;
  values: unknown[];
  run(text: string, values?: unknown[]): Promise<Result>;
};

type Around = (statement: Statement) => Promise<Result>;

export const untouched: Around = ({ text, run }) => run(text);

/** The guard that `--without` takes away, if any, and how. Product code knows nothing of it. */
export const sabotage = {
  without: null as string | null,
  /** How often the missing guard was met. */
  hits: 0,
  /** Stands between a statement and its database. */
  around: untouched,
  /** What the process awaits once more, in a turn of its own, after this statement; null: nothing. */
  following: (_text: string): (() => Promise<unknown>) | null => null,
};

/** What a sabotage needs of the stage. */
export const tools = {
  /** Runs a statement on the console database over a connection of the suite's own. */
  elsewhere: async (_text: string, _values: unknown[]): Promise<unknown> => {
    throw new Error("no stage");
  },
  /** Saves the cursor after the page on which this user is. */
  saveCursor: async (_userId: string): Promise<void> => {
    throw new Error("no stage");
  },
};
