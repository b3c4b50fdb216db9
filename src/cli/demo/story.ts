import type { ApiClient } from './api-client';
import * as documents from './documents';

interface Shop {
  readonly organization: string;
  readonly project: string;
  /** The owner's address, for an assignment. */
  readonly email: string;
}

export interface Story {
  readonly api: ApiClient;
  readonly shop: Shop;
  print(line: string): void;
}

/** Shows the issues, tries a change out, makes three changes, undoes one, and looks at one issue's feed. */
export async function tellStory(story: Story): Promise<void> {
  const issues = await showIssues(story);
  const ids = issues.map(({ id }) => id);
  const third = Math.ceil(ids.length / 3);
  await showDryRun(story);
  const { print } = story;
  print('\nThree changes, one call each:');
  await mutate(story, 'resolve', { ids: ids.slice(0, third), input: { status: 'RESOLVED' } });
  await mutate(story, 'assign, raise the priority', {
    ids: ids.slice(third, 2 * third),
    input: { assignedTo: { email: story.shop.email }, priority: 'HIGH', inbox: false },
  });
  const archived = await mutate(story, 'archive until 10 more events', {
    ids: ids.slice(2 * third),
    input: { status: 'IGNORED', statusDetails: { ignoreCount: 10 } },
  });
  print('\nAnd the last one back, every row as it was:');
  await send(story, 'undo', { document: documents.UNDO, variables: { id: archived } });
  await showFeed(story, ids[third] ?? '');
}

async function showIssues({ api, shop, print }: Story): Promise<readonly documents.DemoIssue[]> {
  const { organization, project } = shop;
  const { issues } = await api.ask<documents.IssuesAnswer>(documents.ISSUES, { organization, projects: [project] });
  print(`\n${issues.totalCount} issues, most events first:`);
  for (const { shortId, level, timesSeen, usersSeen, title } of issues.nodes) {
    const counts = `${String(timesSeen).padStart(4)} events ${String(usersSeen).padStart(3)} users`;
    print(`  ${shortId.padEnd(18)} ${level.padEnd(8)} ${counts}  ${title.slice(0, 70)}`);
  }
  return issues.nodes;
}

async function showDryRun(story: Story): Promise<void> {
  const { shop, print } = story;
  print('\nWhat would happen? A dry run over a search, not over ids:');
  await mutate(story, 'resolve is:unresolved level:error', {
    where: { organization: shop.organization, projects: [shop.project], query: 'is:unresolved level:error' },
    input: { status: 'RESOLVED' },
    options: { dryRun: true },
  });
}

function mutate(story: Story, what: string, variables: Record<string, unknown>): Promise<string | null> {
  return send(story, what, { document: documents.MUTATE, variables });
}

interface Call {
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

/** Prints what became of the call; answers the id of its operation. */
async function send({ api, print }: Story, what: string, { document, variables }: Call): Promise<string | null> {
  const started = performance.now();
  const { answer } = await api.ask<documents.MutateAnswer>(document, variables);
  const ms = Math.round(performance.now() - started);
  const { operation, userErrors } = answer;
  for (const { code, message } of userErrors) print(`  ${code}: ${message}`);
  if (operation === null) return null;
  const { requested, changed, unchanged } = operation.counts;
  const kind = operation.dryRun ? 'dry run' : 'operation';
  print(
    `  ${what}: ${kind} ${operation.id}, ${requested} requested, ${changed} changed, ${unchanged} unchanged, ${ms} ms`,
  );
  for (const { issue, status, changes } of operation.outcomes.nodes) {
    print(`    ${issue?.shortId ?? ''} ${status}: ${changes.map(describe).join('; ')}`);
  }
  return operation.id;
}

async function showFeed({ api, print }: Story, id: string): Promise<void> {
  const { issue } = await api.ask<documents.FeedAnswer>(documents.FEED, { id });
  if (issue === null) return;
  print(`\nWhat happened to ${issue.shortId} (${issue.title.slice(0, 60)}):`);
  for (const { createdAt, type, actor, operation } of issue.activity.nodes) {
    const cause = operation === null ? '' : ` in operation ${operation.id}`;
    print(`  ${createdAt.slice(11, 19)} ${type.padEnd(14)} by ${actor?.name ?? 'the system'}${cause}`);
  }
}

function describe({ attribute, before, after }: documents.DemoChange): string {
  return `${attribute} ${brief(before)} → ${brief(after)}`;
}

/** A value of a change in a word or two. */
function brief(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value);
  const { status, substatus, priority, locked, type, id, reason } = value as Readonly<Record<string, unknown>>;
  if (status !== undefined) return [status, substatus].filter((part) => part !== null).join('/');
  if (priority !== undefined) return `${String(priority)}${locked === true ? ' (locked)' : ''}`;
  return type !== undefined ? `${String(type)} ${String(id)}` : String(reason);
}
