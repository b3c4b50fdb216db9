import { SCOPES, type Caller } from '../../domain/access';
import { checkExpiry, checkName, checkScopes, problemsOf } from '../../domain/set-up/check-input';
import { insertApiTokens } from '../../persistence/compile/set-up/insert-api-tokens';
import { findOrganization } from '../../persistence/read/find-organization';
import { newApiToken } from '../authenticate/api-token';
import { CreateApiToken, type CreateApiTokenCommand, type CreatedApiToken } from './create-api-token.handler';
import { done, notFound, refused, setUp, type SetUpDependencies, type SetUpOutcome } from './set-up';

/** A token that the operator wants; without an organization it is the installation's. */
export interface IssueApiTokenCommand extends Omit<CreateApiTokenCommand, 'organization' | 'userEmail'> {
  /** Slug; null: the token reaches every organization. */
  readonly organization: string | null;
  /** Only with an organization. */
  readonly userEmail?: string;
}

/** Makes a token for the operator of the installation, whom nobody has to authenticate. */
export class IssueApiToken {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** The token of a user never exceeds the user's role. */
  async execute({ organization, ...command }: IssueApiTokenCommand): Promise<SetUpOutcome<CreatedApiToken>> {
    if (organization === null) return this.forInstallation(command);
    const organizationId = await findOrganization(this.dependencies.unitOfWork.reader, organization);
    if (organizationId === null) return refused(notFound('organization', 'There is no such organization.'));
    const scopes = new Set(SCOPES);
    const operator: Caller = {
      tokenId: '',
      user: null,
      installation: true,
      scopes,
      organizations: [{ organizationId, slug: organization, scopes, projects: new Map(), resolveAges: new Map() }],
    };
    return new CreateApiToken(this.dependencies).execute(operator, { ...command, organization });
  }

  private async forInstallation(
    command: Omit<IssueApiTokenCommand, 'organization'>,
  ): Promise<SetUpOutcome<CreatedApiToken>> {
    const { name, scopes: given, expiresAt } = command;
    const now = this.dependencies.clock();
    const problems = problemsOf(checkName('name', name), checkScopes(given), checkExpiry(expiresAt, now));
    if (problems.length > 0) return refused(...problems);
    const scopes = SCOPES.filter((scope) => given.includes(scope));
    const { token, hash } = newApiToken();
    const made = { name, scopes, hash, expiresAt: expiresAt ?? null };
    return setUp(this.dependencies, async (tx) => {
      const ids = await insertApiTokens(tx, [{ ...made, organizationId: null, userId: null, createdByUserId: null }]);
      return done({ id: ids.join(), token });
    });
  }
}
