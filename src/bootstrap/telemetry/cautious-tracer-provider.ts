import type {
  Attributes,
  AttributeValue,
  Context,
  Span,
  SpanOptions,
  SpanStatus,
  Tracer,
  TracerProvider,
} from '@opentelemetry/api';

/** What instrumentations may tell. Not among it: paths and queries, addresses of clients, texts of documents and SQL. */
const TOLD = new Set([
  'db.namespace',
  'db.system.name',
  'error.type',
  'graphql.operation.name',
  'graphql.operation.type',
  'http.request.method',
  'http.response.status_code',
  'http.route',
]);

/** Names of operations come from clients, who may call them by megabytes. */
const LONGEST = 200;

/** Spans without what people and programs have sent: of other attributes, of exceptions and messages nothing is kept. */
export class CautiousTracerProvider implements TracerProvider {
  constructor(private readonly provider: TracerProvider) {}

  getTracer(name: string, version?: string): Tracer {
    return new CautiousTracer(this.provider.getTracer(name, version));
  }
}

class CautiousTracer implements Tracer {
  constructor(private readonly tracer: Tracer) {}

  startSpan(name: string, options: SpanOptions = {}, context?: Context): Span {
    return cautious(
      this.tracer.startSpan(
        name.slice(0, LONGEST),
        { ...options, attributes: told(options.attributes ?? {}) },
        context,
      ),
    );
  }

  readonly startActiveSpan: Tracer['startActiveSpan'] = () => {
    throw new Error('No instrumentation that is used here starts spans like this.');
  };
}

function cautious(span: Span): Span {
  const setAttribute = span.setAttribute.bind(span);
  const setStatus = span.setStatus.bind(span);
  const updateName = span.updateName.bind(span);
  const setAttributes = (attributes: Attributes): Span => {
    for (const [name, value] of Object.entries(told(attributes))) {
      if (value !== undefined) setAttribute(name, value);
    }
    return span;
  };
  return Object.assign(span, {
    setAttribute: (name: string, value: AttributeValue) => setAttributes({ [name]: value }),
    setAttributes,
    updateName: (name: string) => updateName(name.slice(0, LONGEST)),
    setStatus: ({ code }: SpanStatus) => setStatus({ code }),
    addEvent: () => span,
    recordException: () => undefined,
  });
}

function told(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => TOLD.has(name))
      .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, LONGEST) : value]),
  );
}
