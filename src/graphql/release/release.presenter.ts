import type { CommitView, ReleaseView } from '../../application/read-releases/read-releases.handler';
import { CommitType } from './commit.type';
import { ReleaseType } from './release.type';

export function presentRelease({ id, version, dateAdded, dateReleased, status }: ReleaseView): ReleaseType {
  const archived = status === 'ARCHIVED';
  return Object.assign(new ReleaseType(), { id, version, dateCreated: dateAdded, dateReleased, archived });
}

export function presentCommit({ id, key, message, repository, authorEmail, dateAdded }: CommitView): CommitType {
  return Object.assign(new CommitType(), { id, key, message, repository, authorEmail, createdAt: dateAdded });
}
