import { z } from "zod";
import { retryAfterMs } from "@/inngest/embedded/backoff";
import type { Reply } from "@/inngest/embedded/call";

const id = z.string();
const op = z.discriminatedUnion("op", [
  z.object({ op: z.literal("StepRun"), id, data: z.unknown() }),
  z.object({ op: z.literal("StepError"), id, error: z.unknown() }),
  z.object({ op: z.literal("StepFailed"), id, error: z.unknown() }),
  z.object({ op: z.literal("StepPlanned"), id }),
  /** The SDK puts the duration or date into `name`. */
  z.object({ op: z.literal("Sleep"), id, name: z.string() }),
]);

/** What a function reports of its steps: https://github.com/inngest/inngest/blob/main/docs/SDK_SPEC.md */
export type Op = z.infer<typeof op>;

/** What a call means for its run. `afterMs` is null where the function did not say how long to wait. */
export type Answer =
  | { kind: "completed"; output: unknown }
  | { kind: "failed"; error: unknown }
  | { kind: "retry"; error: unknown; afterMs: number | null }
  | { kind: "steps"; ops: Op[] };

/** Reads the SDK's reply. `isLast` says that no attempt is left; an operation not known here fails the run. */
export function readAnswer({ status, headers, body }: Reply, isLast: boolean): Answer {
  if (status === 200) return { kind: "completed", output: body };
  const isFinal = isLast || headers.get("x-inngest-no-retry") === "true";
  const afterMs = retryAfterMs(headers.get("retry-after"));
  if (status !== 206) return isFinal ? { kind: "failed", error: body } : { kind: "retry", error: body, afterMs };

  const ops = z.array(op).min(1).safeParse(body);
  if (!ops.success) {
    const asked = z
      .array(z.object({ op: z.string() }))
      .safeParse(body)
      .data?.map((each) => each.op)
      .join(", ");
    return {
      kind: "failed",
      error: { name: "Error", message: `The embedded engine does not support ${asked || "this answer"}.` },
    };
  }
  const failed = ops.data.find((each) => each.op === "StepError");
  if (failed && !isFinal) return { kind: "retry", error: failed.error, afterMs };
  return { kind: "steps", ops: ops.data };
}
