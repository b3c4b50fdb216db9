import type { LineProblem } from './line-problem';
import type { LineContents, LineKind } from './line-shapes';
import type { ImportLine } from './read-line';

/** The content of a line, and where it stands. */
export interface Numbered<T> {
  /** From 1 on. */
  readonly line: number;
  readonly content: T;
}

/** All lines of a file by kind, in their order. */
export type LinesByKind = { readonly [K in LineKind]: readonly Numbered<LineContents[K]>[] };

/** Gathers the lines of a file, and sees to it that no two speak of the same thing. */
export class ImportContents {
  readonly lines: LinesByKind;
  private readonly gathered: { [K in LineKind]: Numbered<LineContents[K]>[] } = {
    user: [],
    team: [],
    project: [],
    release: [],
    commit: [],
    issue: [],
    event: [],
  };
  /** The line of everything that may be named once only. */
  private readonly owners = new Map<string, number>();

  constructor() {
    this.lines = this.gathered;
  }

  /** Answers what speaks against the line beside those before it. */
  add(read: ImportLine, line: number): readonly LineProblem[] {
    const list: Numbered<unknown>[] = this.gathered[read.kind];
    list.push({ line, content: read.content });
    return identities(read).flatMap(({ field, key }) => this.claim(key, { line, field }));
  }

  private claim(key: string, place: Pick<LineProblem, 'line' | 'field'> & { line: number }): readonly LineProblem[] {
    const owner = this.owners.get(key);
    if (owner === undefined) this.owners.set(key, place.line);
    if (owner === undefined || owner === place.line) return [];
    return [{ ...place, message: `line ${owner} has the same.` }];
  }
}

function identities({ kind, content }: ImportLine): readonly { readonly field: string; readonly key: string }[] {
  const identity = (field: string, ...parts: readonly string[]) => ({
    field,
    key: JSON.stringify([kind, field, ...parts]),
  });
  switch (kind) {
    case 'user':
      return [identity('email', content.email), ...optional(content.username, (given) => identity('username', given))];
    case 'team':
    case 'project':
      return [identity('slug', content.slug)];
    case 'release':
      return [identity('version', content.version)];
    case 'commit':
      return [identity('id', content.repository, content.id)];
    case 'issue':
      return [
        ...content.fingerprints.map((part) => identity('fingerprints', content.project, part.trim())),
        ...optional(content.name, (given) => identity('name', given)),
        ...optional(content.shareId, (given) => identity('shareId', given)),
      ];
    case 'event':
      return [];
  }
}

function optional<T>(given: string | undefined, make: (given: string) => T): readonly T[] {
  return given === undefined ? [] : [make(given)];
}
