import type { LineKind } from '../../domain/import/line-shapes';

/** What became of the lines of one kind. */
export interface Imported {
  readonly created: number;
  readonly updated: number;
  /** The ids of what has a name, by name. */
  readonly ids: readonly (readonly [name: string, id: string])[];
}

/** What an import made and changed, by kind; what was there as its line says counts nowhere. */
export interface ImportSummary {
  readonly created: Readonly<Record<LineKind, number>>;
  readonly updated: Readonly<Record<LineKind, number>>;
  /** By the name that a line gave. */
  readonly ids: Readonly<Record<string, string>>;
}

/** Counts what was made, and what was changed without being new. */
export function imported(
  created: ReadonlySet<string>,
  changed: Iterable<string>,
  names: readonly (readonly [string | undefined, string])[],
): Imported {
  const updated = new Set([...changed].filter((key) => !created.has(key)));
  const ids = names.flatMap(([name, id]) => (name === undefined ? [] : [[name, id] as const]));
  return { created: created.size, updated: updated.size, ids };
}

/** The summary of all kinds; where names are the same, an issue's counts. */
export function summarize(kinds: Readonly<Record<LineKind, Imported>>): ImportSummary {
  const { user, team, project, release, commit, issue, event } = kinds;
  const numbers = (count: 'created' | 'updated'): Record<LineKind, number> => ({
    user: user[count],
    team: team[count],
    project: project[count],
    release: release[count],
    commit: commit[count],
    issue: issue[count],
    event: event[count],
  });
  const ids = [user, team, project, issue].flatMap((kind) => kind.ids);
  return { created: numbers('created'), updated: numbers('updated'), ids: Object.fromEntries(ids) };
}
