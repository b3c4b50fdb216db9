import type { Caller, OrganizationAccess, Scope } from '../../domain/access';
import type { ChangeSet } from '../../domain/attributes/changes';
import type { InputReading } from '../../domain/attributes/read-input';
import { checkOptions } from '../../domain/bulk/mutation-options';
import { checkSelection, hasQuery, type WhereInput } from '../../domain/bulk/selection';
import { problem, type Problem } from '../../domain/problem';
import { parseSearch } from '../../domain/search/parse-search';
import { MATCH_ALL, type SearchExpression } from '../../domain/search/search-expression';
import { selectProjects } from '../select-projects';
import type { BulkCommand } from './bulk-mutate-issues.command';

/** A bulk mutation as a caller asks for it. */
export interface BulkRequest {
  readonly kind: 'MUTATE' | 'DELETE';
  readonly command: BulkCommand;
  /** What is asked of each issue. */
  readonly input: InputReading;
  /** Any one of these is needed. */
  readonly scopes: readonly Scope[];
}

/** What a request means wherever it is carried out, or everything that speaks against it there. */
export type CommandReading = Pick<BulkRequest, 'kind' | 'command'> &
  (
    | { readonly valid: true; readonly changes: ChangeSet; readonly expression: SearchExpression }
    | { readonly valid: false; readonly problems: readonly Problem[] }
  );

/** What `where` asks of an issue. */
export interface Filter {
  readonly expression: SearchExpression;
  readonly projectIds: readonly string[];
  /** Whether it can leave out an issue that the caller sees. */
  readonly narrows: boolean;
}

/** A command in its place: where, by whom, and what it means. */
export interface Call {
  readonly caller: Caller;
  readonly access: OrganizationAccess;
  readonly kind: BulkRequest['kind'];
  readonly command: BulkCommand;
  readonly changes: ChangeSet;
  readonly filter: Filter;
}

/** The call, or everything that speaks against it. */
export type CallReading =
  { readonly valid: true; readonly call: Call } | { readonly valid: false; readonly problems: readonly Problem[] };

const STATUS_CHANGES = new Set(['status', 'substatus']);
const UNKNOWN_PROJECT = problem('NOT_FOUND', { message: 'There is no such project.', field: ['where', 'projects'] });

/** Everything that can be refused without knowing the organization. */
export function readCommand({ kind, command, input }: BulkRequest): CommandReading {
  const expression = readQuery(command.where);
  const problems = [
    ...checkSelection(command),
    ...checkOptions(command.options),
    ...(input.valid ? [] : input.problems),
    ...('code' in expression ? [expression] : []),
  ];
  if (problems.length > 0 || !input.valid || 'code' in expression) return { kind, command, valid: false, problems };
  const { changes } = input;
  const needsIds = Object.keys(changes).some((key) => !STATUS_CHANGES.has(key));
  if (command.ids === undefined && needsIds && command.options.expectedCount === undefined) {
    return { kind, command, valid: false, problems: [problem('IDS_REQUIRED', { field: ['ids'] })] };
  }
  return { kind, command, valid: true, changes, expression };
}

/** The call in the organization that it is about, where the projects of `where` must be known and visible. */
export function placeCall(caller: Caller, access: OrganizationAccess, reading: CommandReading): CallReading {
  const { kind, command } = reading;
  const { where } = command;
  const selected = selectProjects(access, where?.projects ?? null);
  const isUnknown = 'unknownSlug' in selected;
  if (!reading.valid || isUnknown) {
    const problems = reading.valid ? [] : reading.problems;
    return { valid: false, problems: isUnknown ? [...problems, UNKNOWN_PROJECT] : problems };
  }
  const { changes, expression } = reading;
  const narrows = where?.projects !== undefined || where?.status !== undefined || hasQuery(where);
  const filter = { expression, projectIds: selected.projectIds, narrows };
  return { valid: true, call: { caller, access, kind, command, changes, filter } };
}

function readQuery(where: WhereInput | undefined): SearchExpression | Problem {
  const expression = where?.query !== undefined && hasQuery(where) ? parseSearch(where.query) : MATCH_ALL;
  if (expression.kind !== 'problem') return expression;
  const { message, position } = expression;
  return problem('INVALID_QUERY', { message, field: ['where', 'query'], details: { position } });
}
