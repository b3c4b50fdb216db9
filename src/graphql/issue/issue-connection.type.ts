import { connectionType } from '../connection/connection.type';
import { IssueType } from './issue.type';

export const IssueConnectionType = connectionType('Issue', { node: () => IssueType, items: 'issues' });
