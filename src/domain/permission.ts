import type { Caller, OrganizationAccess, Scope } from './access';
import { problem, type Problem } from './problem';
import { Refusal } from './refusal';

/** Any of these scopes lets a caller read issues, their events and the bulk operations on them. */
export const ISSUE_READERS: readonly Scope[] = ['event:read', 'event:write', 'event:admin'];
/** Any of these scopes lets a caller read an organization, its projects, teams and members. */
export const ORGANIZATION_READERS: readonly Scope[] = ['org:read', 'org:write', 'org:admin'];

/** Any of these scopes lets a caller read the releases of a project. */
export const RELEASE_READERS: readonly Scope[] = ['project:read', 'project:write', 'project:releases'];

/** Any of these scopes lets a caller change issues. */
export const ISSUE_WRITERS: readonly Scope[] = ['event:write', 'event:admin'];
/** Only this scope lets a caller delete and discard issues, and take that back. */
export const ISSUE_DELETERS: readonly Scope[] = ['event:admin'];

/** The organizations in which the caller has one of the scopes. */
export function organizationsWith(caller: Caller, scopes: readonly Scope[]): readonly OrganizationAccess[] {
  return caller.organizations.filter((organization) => scopes.some((scope) => organization.scopes.has(scope)));
}

/** Throws PERMISSION_DENIED, naming what is needed, where the caller has none of the scopes. */
export function requireScope(caller: Caller, scopes: readonly Scope[]): void {
  if (scopes.some((scope) => caller.scopes.has(scope))) return;
  throw new Refusal('PERMISSION_DENIED', `This token lacks the scope ${scopes[0] ?? ''}.`, { scopes });
}

/** The organization of that slug; NOT_FOUND, in one wording, where it does not exist or the caller does not reach it. */
export function requireOrganization(caller: Caller, slug: string): OrganizationAccess {
  const organization = caller.organizations.find((candidate) => candidate.slug === slug);
  if (organization === undefined) throw new Refusal('NOT_FOUND', 'There is no such organization.');
  return organization;
}

/** PERMISSION_DENIED as data, naming the scope that is missing. */
export function permissionDenied(scopes: readonly Scope[]): Problem {
  return problem('PERMISSION_DENIED', {
    message: `This token lacks the scope ${scopes[0] ?? ''}.`,
    details: { scopes },
  });
}

/** The organization that `input.organization` names, or as data why the caller may not change anything there. */
export function organizationToChange(
  caller: Caller,
  slug: string,
  scopes: readonly Scope[],
): OrganizationAccess | Problem {
  if (!scopes.some((scope) => caller.scopes.has(scope))) return permissionDenied(scopes);
  const organization = caller.organizations.find((candidate) => candidate.slug === slug);
  return (
    organization ??
    problem('NOT_FOUND', { field: ['input', 'organization'], message: 'There is no such organization.' })
  );
}
