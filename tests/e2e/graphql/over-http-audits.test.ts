import { serverAudits } from 'graphql-http';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const server = useHttpServer(useTestDatabase());

/** GET is refused unless a header shows that no browser sent it on its own: protection against forged requests. */
const FORGEABLE: ReadonlySet<string> = new Set(['5A70', 'D6D5', '6A70']);

describe('the audits of GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => `${server.url}/graphql` });

  test('are all there', () => {
    expect(audits).toHaveLength(61);
  });

  test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (id, _name, audit) => {
    const { status } = await audit.fn();
    expect(status).toBe(FORGEABLE.has(id) ? 'notice' : 'ok');
  });
});
