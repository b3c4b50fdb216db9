import type { MarkPredicate, ShortIdPredicate, TagPredicate } from '../../domain/search/search-expression';
import { memberQueries } from './member-queries';
import { lookupCondition } from './search-lookup';
import { patternCondition } from './search-pattern';
import type { SearchContext } from './search-scope';

/** The issue is linked to something. */
export function linkedCondition(context: SearchContext): string {
  return lookupCondition({ table: 'group_links', condition: 'true' }, context);
}

/** One of the people has marked the issue. */
export function markCondition(predicate: MarkPredicate, context: SearchContext): string {
  const people = `x.user_id = any (array(${memberQueries(predicate, context).join(' union ')}))`;
  return predicate.mark === 'BOOKMARK'
    ? lookupCondition({ table: 'group_bookmarks', condition: people }, context)
    : lookupCondition({ table: 'group_subscriptions', condition: `x.is_active and ${people}` }, context);
}

/** An event of the issue had the tag. */
export function tagCondition({ key, values }: TagPredicate, context: SearchContext): string {
  const { parameters } = context;
  const ofKey = `x.key = ${parameters.add(key)}::text`;
  const condition = values === null ? ofKey : `${ofKey} and ${patternCondition('x.value', values, parameters)}`;
  return lookupCondition({ table: 'group_tag_values', condition }, context);
}

/** The issue has one of the short ids; few, so that they are a list wherever the term stands. */
export function shortIdCondition({ shortIds }: ShortIdPredicate, { parameters, organization }: SearchContext): string {
  const slugs = parameters.add(shortIds.map(({ projectSlug }) => projectSlug));
  const numbers = parameters.add(shortIds.map(({ number }) => number));
  return `(g.project_id, g.short_id) in (select p.id, named.number
    from unnest(${slugs}::text[], ${numbers}::bigint[]) as named (slug, number)
    join projects p on p.organization_id = ${organization}::bigint and p.slug = named.slug)`;
}
