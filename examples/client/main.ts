import { createClient } from './create-client';
import { Issues, type IssuesQuery } from './documents.generated';
import { resolveIssues } from './resolve-issues';

const { MUSTER_URL = 'http://127.0.0.1:4000', MUSTER_TOKEN } = process.env;
const [organization] = process.argv.slice(2);

async function main(): Promise<void> {
  if (organization === undefined || MUSTER_TOKEN === undefined) {
    throw new Error('Usage: MUSTER_TOKEN=mst_… main.ts ORGANIZATION');
  }
  const client = createClient(MUSTER_URL, MUSTER_TOKEN);
  const { data } = await client.query({ query: Issues, variables: { organization } });
  if (data === undefined) throw new Error('The server gave no answer.');

  // What a list on a screen would do: it shows what the cache holds, each time that this changes.
  const list = client.watchQuery({ query: Issues, variables: { organization } });
  const shown = list.subscribe(({ data: now }) => show(now as IssuesQuery | undefined));
  const { operation, userErrors } = await resolveIssues(client, data.issues.nodes);
  shown.unsubscribe();

  for (const { code, message } of userErrors) console.log(`refused  ${code}: ${message}`);
  for (const { issueId, status, code } of operation?.outcomes.nodes ?? []) {
    console.log(`outcome  issue ${issueId} ${status}${code === null ? '' : ` (${code})`}`);
  }
}

function show(data: IssuesQuery | undefined): void {
  const issues = data?.issues.nodes.map(({ shortId, status, version }) => `${shortId} ${status} v${version}`);
  console.log(`list     ${issues?.join(', ') ?? ''}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
