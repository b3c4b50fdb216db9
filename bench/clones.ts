import type { Arena } from './contenders';
import type { DatabaseServer } from './database-server';
import { openClient } from './open-client';
import { requireSameRows } from './same-rows';
import type { SnapshotScope } from './snapshot';
import type { Template } from './template';

/** Where clones come from. */
export interface CloneSource {
  readonly server: DatabaseServer;
  readonly template: Template;
}

/** Works on a clone of the template, and drops it. */
export async function onClone<T>(
  { server, template }: CloneSource,
  suffix: string,
  work: (arena: Arena) => Promise<T>,
): Promise<T> {
  const name = await server.create(suffix, template.name);
  const result = await work({ server, url: server.url(name) });
  await server.drop(name);
  return result;
}

/** Throws unless product and floor have left the same rows. */
export async function requireSameArenas(product: Arena, floor: Arena, scope: SnapshotScope): Promise<void> {
  const [left, right] = [await openClient(product.url), await openClient(floor.url)];
  await requireSameRows(left, right, scope);
  await left.end();
  await right.end();
}
