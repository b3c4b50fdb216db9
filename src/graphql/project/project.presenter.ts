import type { ProjectView } from '../../application/read-organizations/read-organizations.handler';
import { ProjectType } from './project.type';

export function presentProject(project: ProjectView): ProjectType {
  const { organizationId, id, slug } = project;
  return Object.assign(new ProjectType(), { organizationId, id, slug, view: project });
}

/** A project of which is known what others name it by; the rest is read where a client asks for it. */
export function presentNamedProject(named: Pick<ProjectView, 'organizationId' | 'id' | 'slug'>): ProjectType {
  return Object.assign(new ProjectType(), { ...named, view: null });
}
