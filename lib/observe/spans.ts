import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import {
  type Context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { Attributes, Subject, Traced, Tracing } from "./tracing";

/** What the code that runs now belongs to: a span, and within a drain the events that each user's step serves. */
type Scope = { context: Context; events?: Map<string, SpanContext[]> };

type Timing = { startTime: number; endTime: number };

/**
 * The delivery's span, known to whoever knows the event: webhook and drain are joined by the inbox, which keeps no trace.
 * An id is 16 bytes for a trace and 8 for a span, in hex. https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function spanOfEvent(integrationId: string, eventId: string): SpanContext {
  const hash = createHash("sha256").update(`${integrationId}\0${eventId}`).digest("hex");
  const [traceId, spanId] = [hash.slice(0, 32), hash.slice(32, 48)];
  return { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
}

const within = (span: SpanContext): Context => trace.setSpanContext(ROOT_CONTEXT, span);

const attributesOf = ({ id, providerId }: Subject): Attributes => ({
  "rollcall.integration": id,
  "rollcall.provider": providerId,
});

/** Says that it failed and as what. The message is left out: it is for the log. */
function markFailed(span: Span, error: unknown): void {
  const code = error instanceof Error ? ("code" in error ? String(error.code) : error.name) : "unknown";
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}

/** Epoch milliseconds. The end is measured, not read: between the two the clock may be set. */
function startTiming(): () => Timing {
  const [startTime, began] = [Date.now(), performance.now()];
  return () => ({ startTime, endTime: startTime + performance.now() - began });
}

/** Makes spans with `tracer`. `withIds` lets the root span that `start` starts have the ids of `span`. */
export function createTracing(tracer: Tracer, withIds: (span: SpanContext, start: () => Span) => Span): Tracing {
  const current = new AsyncLocalStorage<Scope>();

  /** A span of the event's trace, linked to the one that runs now. */
  function record(name: string, attributes: Attributes, event: SpanContext, { startTime, endTime }: Timing): void {
    const running = current.getStore();
    const context = running && trace.getSpanContext(running.context);
    const links: Link[] = context ? [{ context }] : [];
    tracer.startSpan(name, { attributes, startTime, links }, within(event)).end(endTime);
  }

  async function inSpan<T>(name: string, attributes: Attributes, events: Scope["events"], work: () => Promise<T>) {
    const timing = startTiming();
    const parent = current.getStore()?.context ?? ROOT_CONTEXT;
    const span = tracer.startSpan(name, { attributes, startTime: timing().startTime }, parent);
    try {
      return await current.run({ context: trace.setSpan(ROOT_CONTEXT, span), events }, work);
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end(timing().endTime);
    }
  }

  return {
    async span(name, attributes, work, users) {
      const timing = startTiming();
      const events = current.getStore()?.events;
      try {
        return await inSpan(name, attributes, events, work);
      } finally {
        const served = new Set(users.flatMap((id) => events?.get(id) ?? []));
        for (const event of served) record(name, attributes, event, timing());
      }
    },
    async delivery(subject, eventId, work) {
      const timing = startTiming();
      const added = await work();
      const event = spanOfEvent(subject.id, eventId);
      const { startTime, endTime } = timing();
      const attributes = { ...attributesOf(subject), "rollcall.event": eventId, "rollcall.changes": added };
      if (added === 0) record("webhook", attributes, event, { startTime, endTime });
      else withIds(event, () => tracer.startSpan("webhook", { attributes, startTime }, ROOT_CONTEXT)).end(endTime);
      return added;
    },
    drain(subject, changes, work) {
      const attributes = { ...attributesOf(subject), "rollcall.changes": changes.length };
      return inSpan("drain", attributes, eventsByUser(subject.id, changes), work);
    },
    decision(subject, outcome, { eventId, userId }) {
      const attributes = { ...attributesOf(subject), "rollcall.user": userId, "rollcall.outcome": outcome };
      record("settle", attributes, spanOfEvent(subject.id, eventId), startTiming()());
    },
  };
}

/** Who has which events here. One event may concern several users, and is one span all the same. */
function eventsByUser(integrationId: string, changes: Traced[]): Map<string, SpanContext[]> {
  const spans = new Map(changes.map(({ eventId }) => [eventId, spanOfEvent(integrationId, eventId)]));
  const events = new Map<string, SpanContext[]>();
  for (const { userId, eventId } of changes) {
    const span = spans.get(eventId);
    if (span) events.set(userId, [...(events.get(userId) ?? []), span]);
  }
  return events;
}
