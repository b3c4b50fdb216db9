import { effectiveScopes, MEMBER_ROLES, SCOPES, type MemberRole } from '../../../src/domain/access';

const GRANTED: Record<MemberRole, string[]> = {
  MEMBER: ['event:read', 'event:write', 'project:read', 'org:read'],
  ADMIN: ['event:read', 'event:write', 'event:admin', 'project:read', 'project:write', 'project:releases', 'org:read'],
  MANAGER: SCOPES.filter((scope) => scope !== 'org:admin'),
  OWNER: [...SCOPES],
};

describe('P1: what a token may do', () => {
  const cells = MEMBER_ROLES.flatMap((role) =>
    SCOPES.map((scope) => ({ role, scope, granted: GRANTED[role].includes(scope) })),
  );

  test.each(cells)('$role with $scope in the token: $granted', ({ role, scope, granted }) => {
    expect([...effectiveScopes([scope], role)]).toEqual(granted ? [scope] : []);
  });

  test.each(SCOPES)('%s of a token without a user is not narrowed', (scope) => {
    expect([...effectiveScopes([scope], null)]).toEqual([scope]);
  });

  test('a role adds nothing that the token does not have', () => {
    expect(effectiveScopes([], 'OWNER').size).toBe(0);
  });

  test('a stored scope that is no longer known grants nothing', () => {
    expect(effectiveScopes(['event:everything'], null).size).toBe(0);
  });
});
