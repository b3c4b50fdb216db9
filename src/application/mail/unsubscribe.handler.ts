import { stopAllMail, stopIssueMail } from '../../persistence/compile/mail/stop-mail';
import { readMailOrganization } from '../../persistence/read/read-mail-subjects';
import type { Executor } from '../../persistence/statement';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { isSigned, readUnsubscribe, type UnsubscribeClaim } from './unsubscribe-token';

/** Takes somebody off by the link of a mail, without any other proof of who they are. */
export class Unsubscribe {
  constructor(private readonly dependencies: { readonly unitOfWork: UnitOfWork; readonly clock: () => Date }) {}

  /** What a link would take its reader off; null: it is not one of ours. */
  read(token: string): Promise<UnsubscribeClaim | null> {
    return readClaim(this.dependencies.unitOfWork.reader, token);
  }

  /** Does it, once or again: an explicit unsubscription from the issue, or the setting NEVER for the organization and its projects. */
  execute(token: string): Promise<UnsubscribeClaim | null> {
    const { unitOfWork, clock } = this.dependencies;
    return unitOfWork.transaction(async (tx) => {
      const claim = await readClaim(tx, token);
      if (claim === null) return null;
      const { groupId, ...member } = claim;
      if (groupId !== null) await tx.count(stopIssueMail({ ...member, groupId }, clock()));
      else await stopAllMail(tx, member);
      return claim;
    });
  }
}

async function readClaim(reader: Executor, token: string): Promise<UnsubscribeClaim | null> {
  const claim = readUnsubscribe(token);
  const organization = claim && (await readMailOrganization(reader, claim.organizationId));
  return claim !== null && organization != null && isSigned(token, claim, organization.secret) ? claim : null;
}
