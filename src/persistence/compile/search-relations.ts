import type {
  LinkedPredicate,
  MarkPredicate,
  ReleasePredicate,
  SearchPredicate,
  TagPredicate,
} from '../../domain/search/search-expression';
import { memberQueries } from './member-queries';
import type { Lookup } from './search-lookup';
import { patternCondition } from './search-pattern';
import { isOneOfReleases } from './search-release-condition';
import type { SearchContext } from './search-scope';

/** What is asked of the rows of another table, of which an issue may have many. */
export type RelationPredicate = LinkedPredicate | MarkPredicate | TagPredicate | (ReleasePredicate & { met: 'EVER' });

export function isRelation(predicate: SearchPredicate): predicate is RelationPredicate {
  const { kind } = predicate;
  return kind === 'linked' || kind === 'mark' || kind === 'tag' || (kind === 'release' && predicate.met === 'EVER');
}

/** The rows that an issue must have one of. */
export function relationLookup(predicate: RelationPredicate, context: SearchContext): Lookup {
  switch (predicate.kind) {
    case 'linked':
      return { table: 'group_links', condition: 'true' };
    case 'mark':
      return markLookup(predicate, context);
    case 'tag':
      return tagLookup(predicate, context);
    case 'release':
      return {
        table: 'group_releases',
        condition: predicate.versions === null ? 'true' : `x.release_id ${isOneOfReleases(predicate, context)}`,
      };
  }
}

function markLookup(predicate: MarkPredicate, context: SearchContext): Lookup {
  const [query, ...more] = memberQueries(predicate, context);
  // Of an array the planner would expect ten people, and ten times as many issues.
  const isOne = more.length === 0 && predicate.viewer;
  const people = `x.user_id = ${isOne ? `(${query})` : `any (array(${[query, ...more].join(' union ')}))`}`;
  return predicate.mark === 'BOOKMARK'
    ? { table: 'group_bookmarks', condition: people }
    : { table: 'group_subscriptions', condition: `x.is_active and ${people}` };
}

function tagLookup({ key, values }: TagPredicate, { parameters }: SearchContext): Lookup {
  const ofKey = `x.key = ${parameters.add(key)}::text`;
  const condition = values === null ? ofKey : `${ofKey} and ${patternCondition('x.value', values, parameters)}`;
  return { table: 'group_tag_values', condition };
}
