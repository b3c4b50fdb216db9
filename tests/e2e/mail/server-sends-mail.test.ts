import { buildGroups } from '../../support/build/group';
import { buildMember } from '../../support/build/organization';
import { buildWorld } from '../../support/build/world';
import { MailServer } from '../../support/mail/mail-server';
import { ServerProcess } from '../../support/server-process';
import { useOwnDatabase } from '../../support/own-database';
import { until } from '../../support/until';

const database = useOwnDatabase('server_mail');
let server: ServerProcess | undefined;
let mails: MailServer;
beforeAll(async () => {
  mails = await MailServer.start();
});
afterAll(async () => {
  await server?.kill();
  await mails?.stop();
});

const ASSIGN = `mutation ($ids: [ID!]!, $user: ID!) {
  bulkMutateIssues(ids: $ids, input: { assignedTo: { user: $user } }) { operation { id state } userErrors { code } }
}`;

test('T18: a server with a mail server tells of 1,000 assigned issues by itself, in one mail', async () => {
  const world = await buildWorld(database);
  const organizationId = world.organization.id;
  const ann = await buildMember(database, { organizationId, teamIds: [world.team.id] });
  const ids = (await buildGroups(database, 1_000, { project: world.project })).map(({ id }) => id);
  server = await ServerProcess.start(database.url, {
    ...{ MUSTER_SMTP_URL: mails.url, MUSTER_MAIL_FROM: 'muster@mail.example' },
    ...{ MUSTER_PUBLIC_URL: 'https://muster.example', LOG_LEVEL: 'info' },
  });
  const answer = await server.graphql(ASSIGN, { ids, user: ann.id }, world.token.token);
  expect(answer).toMatchObject({ data: { bulkMutateIssues: { operation: { state: 'COMPLETED' }, userErrors: [] } } });
  await until(() => mails.mails.length > 0);
  expect(await server.stop()).toBe(0);
  server = undefined;
  expect(mails.mails.map(({ recipients }) => recipients)).toEqual([[ann.email]]);
  expect(mails.mails[0]?.text).toContain('assigned 1,000 issues to you.');
  expect(mails.mails[0]?.text).toContain('https://muster.example/mail/unsubscribe?token=');
});
