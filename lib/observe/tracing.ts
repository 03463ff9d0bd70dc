/** Ids, counts and outcomes only: no name, no e-mail address, no secret. */
export type Attributes = Record<string, string | number | boolean>;

/** The integration that a note or a span is about. */
export type Subject = { id: string; providerId: string };

/** A change, as far as its trace is concerned. */
export type Traced = { eventId: string; userId: string };

/** What lib/observe/spans makes of it while an OTLP endpoint is set. */
export type Tracing = {
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>, users: string[]): Promise<T>;
  delivery(subject: Subject, eventId: string, work: () => Promise<number>): Promise<number>;
  drain<T>(subject: Subject, changes: Traced[], work: () => Promise<T>): Promise<T>;
  decision(subject: Subject, outcome: string, change: Traced): void;
};

// Next loads routes and instrumentation as separate module graphs: only globalThis is common to them.
const shared = globalThis as typeof globalThis & { rollcallTracing?: Tracing };

/** Starts or, with undefined, ends tracing in this process. */
export function setTracing(tracing: Tracing | undefined): void {
  shared.rollcallTracing = tracing;
}

/**
 * Runs `work` in a span; merely runs it where nobody traces. `users` are those whom this step serves: within a drain it is
 * also shown in the traces of their events.
 */
export const traced = <T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  users: string[] = [],
): Promise<T> => (shared.rollcallTracing ? shared.rollcallTracing.span(name, attributes, work, users) : work());

/** Runs `work`, which commits one delivery and returns how many changes were new: the first span of the event's trace. */
export const tracedDelivery = (subject: Subject, eventId: string, work: () => Promise<number>): Promise<number> =>
  shared.rollcallTracing ? shared.rollcallTracing.delivery(subject, eventId, work) : work();

/** Runs `work`, one drain: what it does for a user continues the traces that the deliveries of `changes` began. */
export const tracedDrain = <T>(subject: Subject, changes: Traced[], work: () => Promise<T>): Promise<T> =>
  shared.rollcallTracing ? shared.rollcallTracing.drain(subject, changes, work) : work();

/** The last span of an event's trace. */
export const traceDecision = (subject: Subject, outcome: string, change: Traced): void =>
  shared.rollcallTracing?.decision(subject, outcome, change);
