import type { Application } from '../../application/application';
import { metered } from './metered';
import type { Metrics } from './metrics';

/** Has the use cases that change issues tell how long they take and how they end. */
export function measureApplication(application: Application, metrics: Metrics): void {
  const { bulkMutateIssues, deleteIssues, undoBulkOperation, acceptEvents } = application;
  const tell = (useCase: string) => (result: string, seconds: number) => metrics.useCase({ useCase, result }, seconds);
  const refusedOrDone = ({ refused }: { readonly refused: boolean }): string => (refused ? 'refused' : 'done');
  bulkMutateIssues.execute = metered(
    bulkMutateIssues.execute.bind(bulkMutateIssues),
    tell('bulkMutateIssues'),
    refusedOrDone,
  );
  deleteIssues.execute = metered(deleteIssues.execute.bind(deleteIssues), tell('deleteIssues'), refusedOrDone);
  undoBulkOperation.execute = metered(
    undoBulkOperation.execute.bind(undoBulkOperation),
    tell('undoBulkOperation'),
    refusedOrDone,
  );
  acceptEvents.execute = metered(acceptEvents.execute.bind(acceptEvents), tell('acceptEvents'), (acceptance) =>
    acceptance.toLowerCase(),
  );
}
