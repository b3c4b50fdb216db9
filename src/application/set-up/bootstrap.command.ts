import { normalizeEmailAddress } from '../../domain/email-address';
import { problem, type Problem } from '../../domain/problem';
import { isSlug, SLUG_RULE } from '../../domain/slug';

/** What an installation needs before its first event: an organization with a team, a project and an owner. */
export interface BootstrapCommand {
  /** Slug. */
  readonly organization: string;
  /** Slug. */
  readonly team: string;
  /** Slug. */
  readonly project: string;
  /** Address of the owner. */
  readonly email: string;
}

/** What speaks against the command; `field` names the member of the command. */
export function checkBootstrap(command: BootstrapCommand): readonly Problem[] {
  const slugs = (['organization', 'team', 'project'] as const)
    .filter((field) => !isSlug(command[field]))
    .map((field) => invalid(field, `"${command[field]}" is not a slug: ${SLUG_RULE}.`));
  const isAddress = normalizeEmailAddress(command.email) !== null;
  return isAddress ? slugs : [...slugs, invalid('email', `"${command.email}" is not an e-mail address.`)];
}

function invalid(field: keyof BootstrapCommand, message: string): Problem {
  return problem('INVALID_INPUT', { field: [field], message });
}
