import { sql } from "drizzle-orm";
import { db } from "@/db/client";

/** What of the console database says when something happened or is due. */
const times = {
  changes: ["due_at", "received_at"],
  runs: ["started_at", "progress_at"],
  budgets: ["refilled_at", "blocked_until", "throttled_at"],
  integrations: [
    ...["next_check_at", "next_delta_at", "next_poll_at"],
    ...["last_checked_at", "last_written_at", "provider_counted_at"],
  ],
};

/** Time passes: everything that happened or is due lies so much further back. Nobody sleeps. */
export async function pass(seconds: number): Promise<void> {
  const span = `interval '${seconds} seconds'`;
  const moves = Object.entries(times).map(([table, columns]) => {
    const open = table === "changes" ? "where settled_at is null" : "";
    return `update ${table} set ${columns.map((column) => `${column} = ${column} - ${span}`).join(", ")} ${open};`;
  });
  await db().execute(
    sql.raw(`${moves.join("\n")}
      update integrations set problem =
        jsonb_set(problem, '{retryAt}', to_jsonb((problem->>'retryAt')::timestamptz - ${span})) where problem is not null;
      -- How many requests a provider takes in real seconds is not what is tried here.
      update budgets set rate = 1000000`),
  );
}
