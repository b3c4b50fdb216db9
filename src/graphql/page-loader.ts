import type { PageRequest, PageSlice } from '../domain/page';
import type { TenantKey } from '../domain/tenant-key';
import { keyed, type KeyLoader, type Loaders } from './loaders';

const EMPTY: PageSlice<never> = { items: [], hasNext: false };

/**
 * Reads the page of a connection for all parents that ask for the same page, in one statement. `name` names the
 * connection; what else distinguishes it (a filter) belongs into the name.
 */
export function loadPage<Item>(
  loaders: Loaders,
  { name, key, page }: { readonly name: string; readonly key: TenantKey; readonly page: PageRequest },
  read: (keys: readonly TenantKey[], page: PageRequest) => Promise<ReadonlyMap<string, PageSlice<Item>>>,
): Promise<PageSlice<Item>> {
  const loader = shared(loaders, `${name} ${page.first} ${page.after ?? ''}`, () =>
    keyed((keys) => read(keys, page), EMPTY),
  );
  return loader.load(key);
}

/** Counts a connection's items for all parents that ask, in one statement. */
export function loadCount(
  loaders: Loaders,
  { name, key }: { readonly name: string; readonly key: TenantKey },
  read: (keys: readonly TenantKey[]) => Promise<readonly { readonly parentId: string; readonly count: number }[]>,
): Promise<number> {
  const loader = shared(loaders, `${name} count`, () =>
    keyed(async (keys) => new Map((await read(keys)).map(({ parentId, count }) => [parentId, count])), 0),
  );
  return loader.load(key);
}

// The name decides the type of the values, so that a loader found under it is of that type.
function shared<Value>(loaders: Loaders, name: string, create: () => KeyLoader<Value>): KeyLoader<Value> {
  const known = loaders.pages.get(name) as KeyLoader<Value> | undefined;
  if (known !== undefined) return known;
  const created = create();
  loaders.pages.set(name, created);
  return created;
}
