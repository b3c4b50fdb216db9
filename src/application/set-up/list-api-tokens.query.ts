import { findOrganization } from '../../persistence/read/find-organization';
import { listApiTokens, type ListedTokenRow } from '../../persistence/read/list-api-tokens';
import type { UnitOfWork } from '../../persistence/unit-of-work';

/** Tells the operator of the installation, whom nobody has to authenticate, which tokens there are. */
export class ListApiTokens {
  constructor(private readonly dependencies: { readonly unitOfWork: UnitOfWork }) {}

  /** Expired and revoked ones included, until they are cleaned up; without an organization's slug all. null: there is no such organization. */
  async execute(organization: string | null): Promise<readonly ListedTokenRow[] | null> {
    const { reader } = this.dependencies.unitOfWork;
    if (organization === null) return listApiTokens(reader, null);
    const id = await findOrganization(reader, organization);
    return id === null ? null : listApiTokens(reader, id);
  }
}
