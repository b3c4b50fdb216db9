import { readEnvironment } from '../../../src/config/environment';
import { EnvironmentError } from '../../../src/config/variable-reader';

describe('MUSTER_GRAPHIQL', () => {
  const cases: readonly (readonly [Record<string, string>, boolean])[] = [
    [{}, true],
    [{ NODE_ENV: 'production' }, false],
    [{ NODE_ENV: 'production', MUSTER_GRAPHIQL: 'on' }, true],
    [{ MUSTER_GRAPHIQL: 'off' }, false],
    [{ NODE_ENV: 'production', MUSTER_GRAPHIQL: ' ' }, false],
  ];
  it.each(cases)('%j', (variables, graphiql) => {
    expect(readEnvironment(variables).graphiql).toBe(graphiql);
  });

  it('is named where it is neither on nor off', () => {
    const read = (): unknown => readEnvironment({ MUSTER_GRAPHIQL: 'true' });
    expect(read).toThrow(new EnvironmentError('MUSTER_GRAPHIQL is "true"; it must be on or off.'));
  });
});

describe('mail', () => {
  const SMTP = { MUSTER_SMTP_URL: 'smtp://user:secret@mail.example:2525' };
  const FROM = { MUSTER_MAIL_FROM: 'Muster <muster@mail.example>' };
  const ISSUES = { MUSTER_ISSUE_URL: 'https://triage.example/issues/{id}' };

  it('is off until there is a server', () => {
    expect(readEnvironment({}).mail).toBeNull();
    expect(readEnvironment({ ...FROM, ...ISSUES }).mail).toBeNull();
    expect(readEnvironment({ ...SMTP, ...FROM, ...ISSUES }).mail).toEqual({
      ...{ smtpUrl: SMTP.MUSTER_SMTP_URL, from: FROM.MUSTER_MAIL_FROM },
      ...{ issueUrl: ISSUES.MUSTER_ISSUE_URL, operationUrl: null },
    });
  });

  const wrong: readonly (readonly [Record<string, string>, string])[] = [
    [SMTP, 'MUSTER_MAIL_FROM is ""; with MUSTER_SMTP_URL it must be an address'],
    [{ ...SMTP, MUSTER_MAIL_FROM: 'muster' }, 'MUSTER_MAIL_FROM is "muster"'],
    [{ ...SMTP, MUSTER_MAIL_FROM: 'a@b.example, c@d.example' }, 'MUSTER_MAIL_FROM is'],
    [{ ...SMTP, MUSTER_MAIL_FROM: 'a@b.example\nBcc: c@d.example' }, 'MUSTER_MAIL_FROM is'],
    [{ MUSTER_SMTP_URL: 'https://mail.example' }, 'MUSTER_SMTP_URL must be a URL that begins with smtp: or smtps://.'],
    [{ MUSTER_ISSUE_URL: 'https://triage.example/issues' }, 'it must hold {id} in the place of the id.'],
  ];
  it.each(wrong)('%j is told what is wrong', (variables, message) => {
    expect(() => readEnvironment(variables)).toThrow(message);
  });
});
