import "server-only";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { AppError, type PublicError, toPublicError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Actor } from "@/lib/projects/views";
import { requireActor } from "@/lib/session";

/** What a form gets back: why it failed, per field where one is to blame, and what was typed (secrets never come back). */
export type ActionState = {
  error?: PublicError;
  fields?: Record<string, string[] | undefined>;
  values?: Record<string, string>;
};

/** The one wrapper of every form: session before anything else, then the schema, then the verb, then one error mapper. */
export const formAction =
  <S extends z.ZodType<object>>(schema: S, run: (actor: Actor, input: z.output<S>) => Promise<void>) =>
  async (_previous: ActionState, form: FormData): Promise<ActionState> => {
    const actor = await requireActor();
    const typed = Object.fromEntries(
      [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    );
    const values = Object.fromEntries(Object.entries(typed).filter(([name]) => !form.getAll("secret").includes(name)));
    const input = schema.safeParse(typed);
    if (!input.success) return { fields: z.flattenError(input.error).fieldErrors, values };
    try {
      await run(actor, input.data);
      return {};
    } catch (error) {
      unstable_rethrow(error);
      if (!(error instanceof AppError)) log.error({ error }, "an action failed");
      const shown = toPublicError(error);
      return { error: shown, ...(shown.field && { fields: { [shown.field]: [shown.message] } }), values };
    }
  };
