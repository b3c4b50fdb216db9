import { defineEnum } from '../define-enum';
import type { MemberRole } from '../../domain/access';

export const MemberRoleEnum = defineEnum<MemberRole>(
  'MemberRole',
  'What a member may do; each role has all rights of the ones after it.',
  {
    OWNER: 'Everything, the organization itself included (org:admin).',
    MANAGER: 'Also changes the organization, its teams and members (org:write).',
    ADMIN: 'Also deletes issues and changes projects and releases (event:admin, project:write, project:releases).',
    MEMBER: 'Reads everything visible and changes issues (event:read, event:write, project:read, org:read).',
  },
);
