import { z } from "zod";
import { nextTick } from "@/inngest/embedded/tick";

/** A function as the executor knows it, learned through the SDK's in-band sync. */
export type Registered = {
  id: string;
  events: string[];
  crons: string[];
  maxAttempts: number;
  /** At most `limit` calls at once per value found at `path` in the event; an empty path means per function. */
  limits: { limit: number; path: string[] }[];
};

export type Registry = Map<string, Registered>;

/** Inngest's own: https://www.inngest.com/docs/features/inngest-functions/error-retries/retries */
const defaultRetries = 4;

const isCron = (pattern: string) => {
  try {
    return nextTick(pattern) !== null;
  } catch {
    return false;
  }
};

// Failures are an event of Inngest's own, which the embedded engine does not send; wildcards are not matched.
const event = z.string().regex(/^(?!inngest\/)[^*]+$/);
const trigger = z.union([z.strictObject({ event }), z.strictObject({ cron: z.string().refine(isCron) })]);

// Of CEL only dotted paths such as event.data.id.
const key = z.string().regex(/^event(\.[A-Za-z_]\w*)+$/);
const limit = z.number().int().min(1);
const concurrency = z.strictObject({ limit, key: key.optional(), scope: z.literal("fn").optional() });

/** Everything the executor honours of a function's configuration. Whatever else a function asks for is refused. */
const config = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  triggers: z.array(trigger).min(1),
  steps: z.object({ step: z.object({ retries: z.object({ attempts: z.number() }).optional() }) }),
  concurrency: z
    .union([
      limit.transform((limit) => [{ limit, key: undefined }]),
      concurrency.transform((one) => [one]),
      z.array(concurrency),
    ])
    .default([]),
});

const synced = z.object({ functions: z.array(z.looseObject({ id: z.string(), triggers: z.unknown() })) });

/** The options at fault, by the names that `createFunction` has for them. */
const optionsOf = (error: z.ZodError) =>
  error.issues
    .flatMap((issue) =>
      issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [String(issue.path[0])],
    )
    .map((option) => (option === "cancel" ? "cancelOn" : option))
    .join(", ");

function register(raw: { id: string; triggers: unknown }): Registered {
  const { data, error } = config.safeParse(raw);
  if (error) {
    // The SDK sends onFailure as a function of its own, with an id and an event of its own.
    const isFailureHandler = JSON.stringify(raw.triggers).includes("inngest/function.failed");
    const [id, option] = isFailureHandler ? [raw.id.replace(/-failure$/, ""), "onFailure"] : [raw.id, optionsOf(error)];
    throw new Error(
      `The embedded engine cannot run the function ${id}: it does not support what it asks for with ${option}.`,
    );
  }
  return {
    id: data.id,
    events: data.triggers.flatMap((each) => ("event" in each ? [each.event] : [])),
    crons: data.triggers.flatMap((each) => ("cron" in each ? [each.cron] : [])),
    maxAttempts: (data.steps.step.retries?.attempts ?? defaultRetries) + 1,
    limits: data.concurrency.map(({ limit, key }) => ({ limit, path: key?.split(".").slice(1) ?? [] })),
  };
}

/** Reads the answer of a sync. Throws, naming function and option, if the executor could not keep a function's promises. */
export function readRegistry(answer: unknown): Registry {
  return new Map(
    synced
      .parse(answer)
      .functions.map(register)
      .map((fn) => [fn.id, fn]),
  );
}

const at = (value: unknown, path: string[]): unknown =>
  path.reduce<unknown>(
    (inner, name) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );

/** The concurrency slots that a call for this event takes. */
export const slotsOf = (fn: Registered, event: Record<string, unknown>) =>
  fn.limits.map(({ limit, path }) => ({
    key: [fn.id, ...path, ...(path.length > 0 ? [String(at(event, path))] : [])].join("/"),
    limit,
  }));
