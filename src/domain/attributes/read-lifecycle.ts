import { STATUS_OF_SUBSTATUS, type GroupSubstatus } from '../group';
import { problem, type Problem } from '../problem';
import type { ChangeSet, StatusChange, SubstatusChange } from './changes';
import { readResolveForm, type StatusInput } from './read-resolve-form';
import { readArchive, readStatusDetails, type StatusDetailsInput } from './read-status-details';
import type { ResolveForm } from './status/resolve-form';

/** What speaks of the status: the three are one thing and are read together. */
export interface LifecycleInput {
  readonly status?: StatusInput;
  readonly statusDetails?: StatusDetailsInput;
  readonly substatus?: GroupSubstatus;
}

/** The change of the status or of the substatus alone, or everything that speaks against it. */
export function readLifecycle(input: LifecycleInput): Pick<ChangeSet, 'status' | 'substatus'> | readonly Problem[] {
  const { status, substatus, statusDetails } = input;
  if (status === undefined && substatus === undefined) {
    return statusDetails === undefined ? {} : [withoutStatus()];
  }
  if (status !== undefined && substatus !== undefined && STATUS_OF_SUBSTATUS[substatus] !== status) {
    return [conflict(['substatus'], `The substatus ${substatus} does not belong to the status ${status}.`)];
  }
  if (status === undefined && statusDetails !== undefined && substatus !== 'ARCHIVED_UNTIL_CONDITION_MET') {
    return [withoutStatus()];
  }
  const details = readStatusDetails(statusDetails ?? {});
  if (!details.valid) return details.problems;
  const resolving = readResolveForm(statusDetails ?? {}, status);
  if (!resolving.valid) return resolving.problems;
  if ((status ?? 'IGNORED') !== 'IGNORED' && (details.conditions !== null || details.untilEscalating)) {
    return [conflict(['statusDetails'], `Conditions of archiving do not go with the status ${status}.`)];
  }
  const change = isResolving(status) ? resolve(resolving.form) : readChange(input, readArchive(substatus, details));
  if ('code' in change) return [change];
  if (status !== undefined) return { status: change };
  return { substatus: change as SubstatusChange };
}

function isResolving(status: StatusInput | undefined): boolean {
  return status === 'RESOLVED' || status === 'RESOLVED_IN_NEXT_RELEASE';
}

function resolve(form: ResolveForm | undefined): StatusChange {
  return { kind: 'resolve', ...(form !== undefined && { form }) };
}

function readChange(
  { status, substatus }: LifecycleInput,
  archive: ReturnType<typeof readArchive>,
): StatusChange | Problem {
  switch (substatus) {
    case 'NEW':
    case 'ONGOING':
    case 'ESCALATING':
    case 'REGRESSED':
      return { kind: 'reopen', substatus };
    default:
      if (status === 'UNRESOLVED') return { kind: 'reopen', substatus: null };
      return 'code' in archive ? archive : { kind: 'archive', archive };
  }
}

function withoutStatus(): Problem {
  return problem('INVALID_INPUT', {
    message: 'statusDetails need a status, or the substatus ARCHIVED_UNTIL_CONDITION_MET.',
    field: ['input', 'statusDetails'],
  });
}

function conflict(path: readonly string[], message: string): Problem {
  return problem('CONFLICTING_ATTRIBUTES', { message, field: ['input', ...path] });
}
