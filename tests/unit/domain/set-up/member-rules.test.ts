import { ROLE_SCOPES, type MemberRole, type Scope } from '../../../../src/domain/access';
import { checkUsername } from '../../../../src/domain/set-up/check-input';
import {
  checkLastOwner,
  type Membership,
  checkOwnerRights,
  checkTokenScopes,
} from '../../../../src/domain/set-up/member-rules';

const access = (scopes: readonly Scope[]): Parameters<typeof checkOwnerRights>[0] => ({
  ...{ organizationId: '1', slug: 'acme', projects: new Map(), resolveAges: new Map() },
  scopes: new Set(scopes),
});

test.each<[readonly Scope[], readonly MemberRole[], string | undefined]>([
  [['org:write'], ['OWNER', 'MEMBER'], 'PERMISSION_DENIED'],
  [['org:write'], ['MANAGER', 'OWNER'], 'PERMISSION_DENIED'],
  [['org:write'], ['MEMBER', 'MANAGER'], undefined],
  [['org:write', 'org:admin'], ['OWNER', 'OWNER'], undefined],
])('P1: %j may turn %j: %s', (scopes, roles, code) => {
  expect(checkOwnerRights(access(scopes), roles)?.code).toBe(code);
});

const OWNER: Membership = { role: 'OWNER', active: true };
test.each<[Membership, Membership, boolean, string | undefined]>([
  [OWNER, { role: 'MEMBER', active: true }, false, 'role'],
  [OWNER, { role: 'OWNER', active: false }, false, 'active'],
  [OWNER, { role: 'MEMBER', active: false }, false, 'active'],
  [OWNER, { role: 'MEMBER', active: false }, true, undefined],
  [OWNER, OWNER, false, undefined],
  [{ role: 'OWNER', active: false }, { role: 'MEMBER', active: true }, false, undefined],
  [{ role: 'MEMBER', active: true }, { role: 'MEMBER', active: false }, false, undefined],
])('an owner %j becomes %j, another owner: %s; refused at %s', (before, after, ...[hasOther, field]) => {
  expect(checkLastOwner(before, after, hasOther)?.field?.[1]).toBe(field);
});

test.each<[readonly Scope[], readonly Scope[], MemberRole | null, readonly Scope[]]>([
  [['event:read'], ['event:read'], 'MEMBER', []],
  [['event:read', 'org:read'], ['event:read'], 'MEMBER', ['org:read']],
  [['org:write', 'event:admin'], ROLE_SCOPES.OWNER, 'MEMBER', ['org:write', 'event:admin']],
  [['org:admin'], ROLE_SCOPES.OWNER, null, []],
])('P1: of %j a maker with %j gives a %s all but %j', (wanted, maker, ...[role, beyond]) => {
  const problems = checkTokenScopes(wanted, new Set(maker), role);
  expect(problems.flatMap(({ details }) => details?.['scopes'])).toEqual(beyond);
});

test.each([
  ['ada', undefined],
  ['a@example.com', undefined],
  ['A@example.com', 'INVALID_INPUT'],
  ['b@example.com', 'INVALID_INPUT'],
  ['a b', 'INVALID_INPUT'],
  ['', 'INVALID_INPUT'],
])('the username %j of A@Example.com: %s', (username, code) => {
  expect(checkUsername(username, 'A@Example.com')?.code).toBe(code);
});
