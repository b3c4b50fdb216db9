import type { Caller } from '../../domain/access';
import { ViewerType } from './viewer.type';

export function presentViewer({ scopes, user }: Caller): ViewerType {
  return Object.assign(new ViewerType(), {
    scopes: [...scopes].sort(),
    selfAssignOnResolve: user?.selfAssignOnResolve ?? false,
  });
}
