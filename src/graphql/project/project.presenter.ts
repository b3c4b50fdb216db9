import type { ProjectView } from '../../application/read-organizations/read-organizations.handler';
import { ProjectType } from './project.type';

export function presentProject(project: ProjectView): ProjectType {
  const { organizationId, publicKey, id, slug, name, platform, features, resolveAge } = project;
  return Object.assign(new ProjectType(), {
    organizationId,
    publicKey,
    id,
    slug,
    name,
    platform,
    features,
    resolveAge,
  });
}
