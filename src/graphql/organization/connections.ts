import { connectionType } from '../connection/connection.type';
import { ProjectType } from '../project/project.type';
import { MemberType } from './member.type';

export const ProjectConnectionType = connectionType('Project', { node: () => ProjectType, items: 'projects' });
export const MemberConnectionType = connectionType('Member', { node: () => MemberType, items: 'members' });
