/** What is known of a piece of work: never what people or programs have sent. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

export interface SpanWish<Answer> {
  readonly name: string;
  readonly facts?: SpanFacts;
  /** A trace of its own, whoever asked for the work. */
  readonly isRoot?: boolean;
  /** What its answer tells of it. */
  readonly factsOf?: (answer: Answer) => SpanFacts;
}

/** Traces for an OpenTelemetry collector. */
export interface Telemetry {
  /** Names the span of the running request after its route, as it was declared, and answers the id of its trace. */
  routed(method: string, route: string): string | undefined;
  /** Does the work inside a span. */
  span<Answer>(wish: SpanWish<Answer>, work: () => Promise<Answer>): Promise<Answer>;
  /** Sends what is left; waits a few seconds at most. */
  stop(): Promise<void>;
}
