import type { Application } from '../application/application';
import type { Caller } from '../domain/access';
import type { Job } from '../jobs/define-job';
import type { UnitOfWork } from '../persistence/unit-of-work';
import { currentNotes, note, withNotes, type RequestNotes } from './request-notes';

interface UseCase {
  execute(...args: readonly unknown[]): Promise<unknown>;
}

/** Has the use cases tell who calls them, which bulk operation they began, and which problems they answered. */
export function noteApplication(application: Application): void {
  for (const useCase of Object.values(application) as Partial<UseCase>[]) {
    const execute = useCase.execute?.bind(useCase);
    if (execute === undefined) continue;
    useCase.execute = async (...args) => {
      const answer = await execute(...args);
      note(useCase === application.authenticate ? callerNotes(answer as Caller | null) : answerNotes(answer));
      return answer;
    };
  }
}

/** Counts the transactions of what runs. */
export function noteTransactions(unitOfWork: UnitOfWork): void {
  const transaction = unitOfWork.transaction.bind(unitOfWork);
  unitOfWork.transaction = (work, whenBusy) => {
    note({ transactions: (currentNotes()?.transactions ?? 0) + 1 });
    return transaction(work, whenBusy);
  };
}

interface JobLog {
  info(details: object, message: string): void;
}

/** The same jobs, each of which writes one line when it has run. */
export function loggedJobs(jobs: readonly Job[], logger: JobLog): readonly Job[] {
  return jobs.map((job) => ({
    ...job,
    run: (payload: unknown) => {
      const notes: RequestNotes = { transactions: 0, ...payloadNotes(payload) };
      return withNotes(notes, async () => {
        const since = performance.now();
        let result = 'failed';
        try {
          await job.run(payload);
          result = 'done';
        } finally {
          logger.info({ job: job.name, result, ...notes, ms: Math.round(performance.now() - since) }, 'job');
        }
      });
    },
  }));
}

function callerNotes(caller: Caller | null): RequestNotes {
  const [organization, another] = caller?.organizations ?? [];
  return {
    ...(caller && { tokenId: caller.tokenId }),
    ...(caller?.user && { userId: caller.user.id }),
    ...(organization && another === undefined && { organizationId: organization.organizationId }),
  };
}

function answerNotes(answer: unknown): RequestNotes {
  const { operation, problems } = (answer ?? {}) as { operation?: { id?: unknown } | null; problems?: unknown };
  const codes = Array.isArray(problems) ? problems.map(({ code }: { code: unknown }) => String(code)) : [];
  return {
    ...(typeof operation?.id === 'string' && { bulkOperationId: operation.id }),
    ...(codes.length > 0 && { userErrors: [...new Set(codes)] }),
  };
}

function payloadNotes(payload: unknown): RequestNotes {
  const { organizationId, operationId } = (payload ?? {}) as { organizationId?: unknown; operationId?: unknown };
  return {
    ...(typeof organizationId === 'string' && { organizationId }),
    ...(typeof operationId === 'string' && { bulkOperationId: operationId }),
  };
}
