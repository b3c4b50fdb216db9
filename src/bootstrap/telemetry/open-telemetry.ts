import { setTimeout as delay } from 'node:timers/promises';
import { ROOT_CONTEXT, SpanStatusCode, context, trace, type Tracer } from '@opentelemetry/api';
import { GraphQLInstrumentation } from '@opentelemetry/instrumentation-graphql';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { CautiousTracerProvider } from './cautious-tracer-provider';
import type { SpanWish, Telemetry } from './telemetry';

const LONGEST_STOP_MS = 5_000;
/** Asked for every few seconds by machines. */
const UNTRACED = /^\/(?:healthz|readyz|metrics)(?:\?|$)/;

/** Starts the SDK, which reads the standard variables (OTEL_EXPORTER_OTLP_ENDPOINT and so on) by itself. */
export function openTelemetry(): Telemetry {
  const instrumentations = [
    new HttpInstrumentation({
      ignoreIncomingRequestHook: ({ url = '' }) => UNTRACED.test(url),
      // Receivers of webhooks need not know of our traces.
      disableOutgoingRequestInstrumentation: true,
    }),
    new PgInstrumentation({
      requireParentSpan: true,
      ignoreConnectSpans: true,
      requestHook: (span, { query }) => void span.updateName(`sql ${labelOf(query.text)}`),
    }),
    new GraphQLInstrumentation({ ignoreResolveSpans: true }),
  ];
  // Metrics are for /metrics, and the log goes to stdout.
  const sdk = new NodeSDK({ serviceName: 'muster', instrumentations, metricReaders: [], logRecordProcessors: [] });
  sdk.start();
  const cautious = new CautiousTracerProvider(trace.getTracerProvider());
  for (const instrumentation of instrumentations) instrumentation.setTracerProvider(cautious);
  const tracer = trace.getTracer('muster');
  return {
    routed: (method, route) => {
      const span = trace.getActiveSpan();
      span?.updateName(`${method} ${route}`).setAttribute('http.route', route);
      return span?.spanContext().traceId;
    },
    span: (wish, work) => inSpan(tracer, wish, work),
    stop: async () => {
      await Promise.race([Promise.allSettled([sdk.shutdown()]), delay(LONGEST_STOP_MS, undefined, { ref: false })]);
    },
  };
}

async function inSpan<Answer>(tracer: Tracer, wish: SpanWish<Answer>, work: () => Promise<Answer>): Promise<Answer> {
  const { name, facts = {}, isRoot = false, factsOf } = wish;
  const parent = isRoot ? ROOT_CONTEXT : context.active();
  const span = tracer.startSpan(name, { attributes: facts }, parent);
  try {
    const answer = await context.with(trace.setSpan(parent, span), work);
    if (factsOf) span.setAttributes(factsOf(answer));
    span.setStatus({ code: SpanStatusCode.OK });
    return answer;
  } finally {
    span.end();
  }
}

/** By which a statement goes in the log and in pg_stat_activity; of one without a label its first word. */
function labelOf(text: string): string {
  return /^\/\* (\S+) \*\//.exec(text)?.[1] ?? /\w+/.exec(text)?.[0]?.toLowerCase() ?? 'statement';
}
