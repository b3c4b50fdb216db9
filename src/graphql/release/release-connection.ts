import { connectionType } from '../connection/connection.type';
import { ReleaseType } from './release.type';

export const ReleaseConnectionType = connectionType('Release', { node: () => ReleaseType, items: 'releases' });
