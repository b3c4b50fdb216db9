import type { Application } from '../../application/application';
import type { Job } from '../../jobs/define-job';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import type { SpanFacts, Telemetry } from './telemetry';

interface UseCase {
  execute(...args: readonly unknown[]): Promise<unknown>;
}

/** Each use case that is called becomes a span; those that began an operation name it. */
export function traceApplication(application: Application, telemetry: Telemetry): void {
  for (const [name, useCase] of Object.entries(application) as [string, Partial<UseCase>][]) {
    const execute = useCase.execute?.bind(useCase);
    if (execute === undefined) continue;
    useCase.execute = (...args) =>
      telemetry.span({ name: `use case ${name}`, factsOf: factsOfAnswer }, () => execute(...args));
  }
}

/** Each transaction becomes a span: of a job, the pieces in which it does its work. */
export function traceTransactions(unitOfWork: UnitOfWork, telemetry: Telemetry): void {
  const transaction = unitOfWork.transaction.bind(unitOfWork);
  unitOfWork.transaction = (work, whenBusy) =>
    telemetry.span({ name: 'transaction' }, () => transaction(work, whenBusy));
}

/** The same jobs, each a trace of its own. The operation's id is in the trace of the request, too. */
export function tracedJobs(jobs: readonly Job[], telemetry: Telemetry): readonly Job[] {
  return jobs.map((job) => ({
    ...job,
    run: (payload: unknown) =>
      telemetry.span({ name: `job ${job.name}`, facts: factsOfPayload(payload), isRoot: true }, () => job.run(payload)),
  }));
}

function factsOfAnswer(answer: unknown): SpanFacts {
  const { refused, operation } = (answer ?? {}) as { refused?: unknown; operation?: { id?: unknown } | null };
  return {
    ...(typeof refused === 'boolean' && { 'muster.refused': refused }),
    ...(typeof operation?.id === 'string' && { 'muster.operation.id': operation.id }),
  };
}

function factsOfPayload(payload: unknown): SpanFacts {
  const { organizationId, operationId } = (payload ?? {}) as { organizationId?: unknown; operationId?: unknown };
  return {
    ...(typeof organizationId === 'string' && { 'muster.organization.id': organizationId }),
    ...(typeof operationId === 'string' && { 'muster.operation.id': operationId }),
  };
}
