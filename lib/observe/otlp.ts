import type { Span, SpanContext } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider, RandomIdGenerator } from "@opentelemetry/sdk-trace-node";
import { createTracing } from "./spans";
import { setTracing } from "./tracing";

/** One full batch of a drain makes about four spans per change. */
const queueSize = 16_384;

/** Random ids, but for a span that is to have certain ones. */
function choosableIds() {
  const random = new RandomIdGenerator();
  let chosen: SpanContext | undefined;
  return {
    generateTraceId: () => chosen?.traceId ?? random.generateTraceId(),
    generateSpanId: () => chosen?.spanId ?? random.generateSpanId(),
    withIds(span: SpanContext, start: () => Span): Span {
      chosen = span;
      try {
        return start();
      } finally {
        chosen = undefined;
      }
    },
  };
}

/**
 * Sends this process's spans to the OTLP endpoint that OpenTelemetry's own variables name (address, headers, sampler).
 * Nothing is registered globally: spans of Next and of libraries stay out. Returns how to flush and end it.
 */
export function startOtlp(): () => Promise<void> {
  const ids = choosableIds();
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "rollcall" }))
      .merge(detectResources({ detectors: [envDetector] })),
    idGenerator: ids,
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(), { maxQueueSize: queueSize })],
  });
  setTracing(createTracing(provider.getTracer("rollcall"), ids.withIds));
  return async () => {
    setTracing(undefined);
    await provider.shutdown();
  };
}
