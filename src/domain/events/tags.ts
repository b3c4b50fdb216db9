import type { GroupLevel } from '../group';
import type { EventException } from './exceptions';
import { asList, asObject, asText, ellipsis, type JsonObject } from './untrusted-json';

/** Tag values by key, both of at most 200 characters. */
export type Tags = Readonly<Record<string, string>>;

/** How many values of one tag, and of all tags, an issue can be found by: those that came first. */
export const TAG_LIMITS = { ofKey: 100, ofIssue: 1_000 } as const;

/** Whether issues are found by the values of this tag; what searches know by other means is left out. */
export function isSearchedTag(key: string): boolean {
  return key !== 'level' && key !== 'release';
}

const MAX_LENGTH = 200;
const MAX_TAGS = 200;
const NAMED_CONTEXTS = new Set(['runtime', 'os', 'browser']);

/** What was tagged (an object or a list of pairs), and what the event says of itself, which wins. */
export function readTags(
  event: JsonObject,
  own: { readonly level: GroupLevel; readonly user: string | null; readonly exceptions: readonly EventException[] },
): Tags {
  const mechanism = own.exceptions.at(-1)?.mechanism;
  const handled = mechanism?.['handled'];
  const pairs: readonly (readonly [unknown, unknown])[] = [
    ...sentPairs(event['tags']).slice(0, MAX_TAGS),
    ...contextPairs(event['contexts']),
    ['environment', event['environment']],
    ['release', event['release']],
    ['server_name', event['server_name']],
    ['logger', event['logger']],
    ['transaction', event['transaction']],
    ['url', asObject(event['request'])?.['url']],
    ['mechanism', mechanism?.['type']],
    ['handled', typeof handled === 'boolean' ? (handled ? 'yes' : 'no') : null],
    ['level', own.level.toLowerCase()],
    ['user', own.user],
  ];
  // fromEntries, since assigning to the key "__proto__" would be lost.
  return Object.fromEntries(pairs.flatMap(([key, value]) => tag(key, value)));
}

function tag(key: unknown, value: unknown): [string, string][] {
  const name = asText(key, MAX_LENGTH);
  const text = asText(value, MAX_LENGTH + 1);
  return name === null || text === null ? [] : [[name, ellipsis(text, MAX_LENGTH)]];
}

function sentPairs(tags: unknown): readonly (readonly [unknown, unknown])[] {
  if (Array.isArray(tags)) return tags.map((pair) => [asList(pair)[0], asList(pair)[1]]);
  return Object.entries(asObject(tags) ?? {});
}

/** `runtime.name: CPython` and `runtime: CPython 3.8.2`, and the like. */
function contextPairs(contexts: unknown): readonly (readonly [unknown, unknown])[] {
  return Object.entries(asObject(contexts) ?? {}).flatMap(([key, value]) => {
    const context = asObject(value);
    const name = asText(context?.['name'], MAX_LENGTH);
    const version = asText(context?.['version'], MAX_LENGTH);
    if (name === null || !NAMED_CONTEXTS.has(asText(context?.['type'], 32) ?? key)) return [];
    const named: [string, string] = [`${key}.name`, name];
    return version === null ? [named] : [named, [key, `${name} ${version}`]];
  });
}
