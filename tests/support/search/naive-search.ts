import { STATUS_OF_SUBSTATUS, type GroupStatus, type GroupSubstatus } from '../../../src/domain/group';
import type {
  AssigneePredicate,
  MarkPredicate,
  Moment,
  Pattern,
  ReleasePredicate,
  SearchExpression,
  SearchPredicate,
} from '../../../src/domain/search/search-expression';
import { NOW, type SearchWorld } from './search-world';
import { VERSIONS, type Person, type SearchedIssue } from './searched-issue';

/** Whether a search finds an issue, by the plainest reading of its terms and without any SQL. */
export function isFound(expression: SearchExpression, issue: SearchedIssue, world: SearchWorld): boolean {
  switch (expression.kind) {
    case 'and':
      return expression.operands.every((operand) => isFound(operand, issue, world));
    case 'or':
      return expression.operands.some((operand) => isFound(operand, issue, world));
    case 'not':
      return !isFound(expression.operand, issue, world);
    default:
      return holds(expression, issue, world);
  }
}

type Holds = {
  readonly [P in SearchPredicate as P['kind']]: (predicate: P, issue: SearchedIssue, world: SearchWorld) => boolean;
};

const HOLDS: Holds = {
  status: ({ statuses }, issue) => statuses.includes(shown(issue).status),
  substatus: ({ substatuses }, issue) => {
    const { status, substatus } = shown(issue);
    return substatuses.some((name) => name === substatus && STATUS_OF_SUBSTATUS[name] === status);
  },
  anyAssignee: (_, { traits }) => Boolean(traits.assignedTo),
  assignee: isAssigned,
  inbox: (_, { traits, group }) => (traits.inbox === undefined ? group.status === 'UNRESOLVED' : traits.inbox !== null),
  linked: (_, { traits }) => traits.linked === true,
  mark: isMarked,
  level: ({ levels }, { group }) => levels.includes(group.level),
  priority: ({ priorities }, { group }) => group.priority !== null && priorities.includes(group.priority),
  category: ({ categories }, { group }) => categories.includes(group.category),
  platform: ({ platforms }, { group }) => group.platform !== null && platforms.includes(group.platform),
  project: ({ projects }, _, { project }) => projects.includes(project.slug) || projects.includes(project.id),
  shortId: ({ shortIds }, { group }, { project }) =>
    shortIds.some(({ projectSlug, number }) => projectSlug === project.slug && number === group.shortId),
  date: ({ field, from, until }, { group, traits }) => {
    const time = (field === 'FIRST_SEEN' ? group.firstSeen : (traits.lastSeen ?? group.firstSeen)).getTime();
    return (from === null || time >= timeOf(from)) && (until === null || time < timeOf(until));
  },
  number: ({ field, comparison, values }, { traits }) => {
    const count = field === 'TIMES_SEEN' ? (traits.timesSeen ?? 1) : (traits.usersSeen ?? 0);
    return values.some((value) => COMPARED[comparison](count, value));
  },
  text: ({ parts }, { group }) =>
    [group.title, group.culprit, group.message].some(
      (text) => text !== null && looksLike(text, ['', ...parts, ''], 'i'),
    ),
  release: wasMet,
  tag: ({ key, values }, { traits }) => {
    const met = traits.tags?.[key] ?? [];
    return values === null ? met.length > 0 : met.some((value) => values.some((pattern) => looksLike(value, pattern)));
  },
};

function holds<P extends SearchPredicate>(predicate: P, issue: SearchedIssue, world: SearchWorld): boolean {
  const test = HOLDS[predicate.kind] as (predicate: P, issue: SearchedIssue, world: SearchWorld) => boolean;
  return test(predicate, issue, world);
}

const COMPARED = {
  '=': (count: number, value: number) => count === value,
  '>': (count: number, value: number) => count > value,
  '>=': (count: number, value: number) => count >= value,
  '<': (count: number, value: number) => count < value,
  '<=': (count: number, value: number) => count <= value,
};

function timeOf(moment: Moment): number {
  return moment.kind === 'at' ? moment.time : NOW.getTime() - moment.milliseconds;
}

function looksLike(text: string, parts: Pattern, flags = ''): boolean {
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, `s${flags}`).test(text);
}

function shown({ group, traits }: SearchedIssue): { status: GroupStatus; substatus: GroupSubstatus | null } {
  const { snooze, timesSeen = 1 } = traits;
  const isOver =
    (snooze?.until !== undefined && snooze.until <= NOW) ||
    (snooze?.count !== undefined && timesSeen - (snooze.timesSeenBaseline ?? 0) >= snooze.count);
  return group.status === 'IGNORED' && isOver ? { status: 'UNRESOLVED', substatus: 'ONGOING' } : group;
}

function isAssigned(predicate: AssigneePredicate, { traits }: SearchedIssue, { people, teams }: SearchWorld): boolean {
  const assignedTo = traits.assignedTo ?? null;
  const isNamed = (name: Person): boolean => isOneOf(predicate.users, people[name]);
  switch (assignedTo) {
    case null:
      return predicate.nobody;
    case 'viewer':
      return predicate.viewer || isNamed('viewer');
    case 'ann':
      return isNamed('ann');
    case 'core':
      return (
        predicate.viewer || predicate.viewersTeams || isNamed('viewer') || predicate.teams.includes(teams.core.slug)
      );
    case 'ops':
      return isNamed('ann') || predicate.teams.includes(teams.ops.slug);
  }
}

function isMarked({ mark, viewer, users }: MarkPredicate, { traits }: SearchedIssue, { people }: SearchWorld): boolean {
  const marking = (mark === 'BOOKMARK' ? traits.bookmarkedBy : traits.subscribed) ?? [];
  return marking.some((name) => (viewer && name === 'viewer') || isOneOf(users, people[name]));
}

function isOneOf(names: readonly string[], person: { readonly username: string; readonly email: string }): boolean {
  return names.some((name) => name === person.username || name.toLowerCase() === person.email);
}

function wasMet({ met, latest, versions }: ReleasePredicate, { traits }: SearchedIssue): boolean {
  const those = met === 'FIRST' ? [traits.firstRelease ?? []].flat() : (traits.releases ?? []);
  if (versions === null) return those.length > 0;
  return those.some(
    (version) => (latest && version === VERSIONS.at(-1)) || versions.some((pattern) => looksLike(version, pattern)),
  );
}
