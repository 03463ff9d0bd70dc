import { db } from "@/db/client";
import { auditLog } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";

type Entry = { verb: string; projectId?: string; detail?: Record<string, string | number | boolean> };

/** Runs a verb that changes state and writes down who did it and how it ended, whichever way it ended. */
export async function audited<T>(actor: Actor, entry: Entry, run: () => Promise<T>): Promise<T> {
  const write = (outcome: "done" | "refused" | "failed") =>
    db()
      .insert(auditLog)
      .values({ actor: actor.name, accountId: actor.accountId, outcome, ...entry });
  try {
    const result = await run();
    await write("done");
    return result;
  } catch (error) {
    await write(error instanceof AppError ? "refused" : "failed");
    throw error;
  }
}
