import { parse, validate } from 'graphql';
import type { Page } from 'playwright-core';
import { buildSchema } from '../../../src/graphql/build-schema';
import { buildGroups } from '../../support/build/group';
import { buildWorld, type World } from '../../support/build/world';
import { describeInChromium } from '../../support/chromium';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database, { graphiql: true });
const plain = useHttpServer(database);

/** Where to put a picture of the page, for people to look at. */
const SCREENSHOT = process.env['MUSTER_SCREENSHOT'];

const HTML = { headers: { accept: 'text/html' } };

/** What is to be seen of the answer, once it holds the text; the editor leaves out lines that are out of sight. */
async function answerWith(page: Page, text: string): Promise<string> {
  const shown = page.locator('.result-window');
  await shown.getByText(text).first().waitFor();
  return shown.innerText();
}

async function run(page: Page, operation: string): Promise<void> {
  await page.getByRole('button', { name: /Execute query/ }).click();
  await page.getByRole('menuitem', { name: operation }).click();
}

describe('GET /graphql', () => {
  it('is a page for browsers, and nothing for programs', async () => {
    const answer = await fetch(`${server.url}/graphql`, HTML);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';");
    expect((await fetch(`${server.url}/graphql`)).status).toBe(400);
  });

  it('names only files that are served from here, which are not sent twice', async () => {
    const page = await (await fetch(`${server.url}/graphql`, HTML)).text();
    const files = [...page.matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(files).toHaveLength(7);
    for (const file of files) {
      const answer = await fetch(new URL(file, `${server.url}/graphql`));
      expect([file, answer.status]).toEqual([file, 200]);
      const again = await fetch(answer.url, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } });
      expect([file, again.status]).toEqual([file, 304]);
    }
  });

  it('comes with an example that fits the schema', async () => {
    const example = await (await fetch(`${server.url}/graphiql/example.graphql`)).text();
    expect(validate(buildSchema(), parse(example)).map(({ message }) => message)).toEqual([]);
  });

  it('is not there where GraphiQL is switched off', async () => {
    const paths = ['/graphql', '/graphiql/boot.js'];
    const answers = await Promise.all(paths.map((path) => fetch(`${plain.url}${path}`, HTML)));
    expect(answers.map(({ status }) => status)).toEqual([400, 404]);
  });
});

describeInChromium('GraphiQL in a browser', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld(database);
    await buildGroups(database, 3, { project: world.project });
  });

  it('runs the example with the token that somebody types, and needs no other host', async () => {
    const { page, requests, complaints } = await open();
    await page.goto(`${server.url}/graphql`);
    await page.getByText('Without a token every request is refused.').waitFor();
    await page.getByLabel('Token').fill(world.token.token);
    await page.getByLabel('Token').press('Enter');
    await page.getByText(`${world.owner.email} · ${world.organization.slug}`).waitFor();

    await run(page, 'Issues');
    expect(await answerWith(page, 'totalCount')).toMatch(/"totalCount": 3/);
    await run(page, 'WhatWouldHappen');
    const answer = await answerWith(page, 'unchanged');
    expect(answer).toMatch(/"requested": 3,\s+"changed": 3/);

    if (SCREENSHOT !== undefined) await page.screenshot({ path: SCREENSHOT });
    expect(complaints).toEqual([]);
    expect(requests.length).toBeGreaterThan(8);
    expect(requests.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([]);
  });

  it('keeps the token as long as the tab, and says when it is wrong', async () => {
    const { page } = await open();
    await page.goto(`${server.url}/graphql`);
    await page.getByLabel('Token').fill('mst_nobody');
    await page.getByLabel('Token').press('Enter');
    await page.getByText('This token is unknown, expired or revoked.').waitFor();
    await page.getByLabel('Token').fill(world.token.token);
    await page.getByLabel('Token').press('Enter');
    await page.getByText(world.owner.email).waitFor();
    await page.reload();
    await page.getByText(world.owner.email).waitFor();
    expect(await page.getByLabel('Token').inputValue()).toBe(world.token.token);
    const other = await page.context().newPage();
    await other.goto(`${server.url}/graphql`);
    await other.getByText('Without a token').waitFor();
    expect(await other.getByLabel('Token').inputValue()).toBe('');
    expect(await other.evaluate('JSON.stringify(localStorage)')).not.toContain(world.token.token);
  });
});
