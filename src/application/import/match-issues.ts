import type { LinesByKind } from '../../domain/import/import-contents';
import type { LineProblem } from '../../domain/import/line-problem';
import type { IssueLine } from '../../domain/import/line-shapes';
import { fingerprintOf } from '../../domain/events/fingerprint';
import { attachGroupHashes } from '../../persistence/compile/import/write-imported-groups';
import { claimGroupHashes } from '../../persistence/compile/ingest/claim-group-hashes';
import { findOwnersOfHashes, type GroupOfHash } from '../../persistence/read/find-owners-of-hashes';
import type { Executor } from '../../persistence/statement';
import { hashKey } from '../ingest-events/find-or-create-groups';
import { hashOfFingerprint } from '../ingest-events/judge-event';
import type { ImportContext } from './import-context';
import { idOf, type References } from './references';

/** A line about an issue, and the issue. */
export interface MatchedIssue {
  readonly line: IssueLine;
  readonly id: string;
  readonly projectId: string;
  readonly isNew: boolean;
}

/** The lines with their issues, and the issues that got another fingerprint; or what speaks against it. */
export type Matching =
  | { readonly matched: readonly MatchedIssue[]; readonly extended: readonly string[]; readonly problems: readonly [] }
  | { readonly matched: null; readonly problems: readonly LineProblem[] };

interface Wanted {
  readonly number: number;
  readonly line: IssueLine;
  readonly projectId: string;
  readonly hashes: readonly [string, ...string[]];
}

/** Finds the issues of the lines by their fingerprints, and takes the fingerprints that no issue has. */
export async function matchIssues(
  tx: Executor,
  { organizationId, references, now }: ImportContext,
  lines: LinesByKind['issue'],
): Promise<Matching> {
  const wanted = lines.map(({ line, content }) => want(line, content, references));
  const all = wanted.flatMap(({ projectId, hashes }) => hashes.map((hash) => ({ organizationId, projectId, hash })));
  const owned = await findOwnersOfHashes(tx, all);
  const discarded = findDiscarded(wanted, new Set(owned.filter(({ groupId }) => groupId === null).map(hashKey)));
  if (discarded.length > 0) return { matched: null, problems: discarded };
  const found = byKey(owned.filter((owner) => owner.groupId !== null));
  const ambiguous = findAmbiguous(wanted, found);
  if (ambiguous.length > 0) return { matched: null, problems: ambiguous };
  const missing = wanted.filter((one) => groupsOf(one, found).length === 0);
  const firsts = missing.map(({ projectId, hashes: [hash] }) => ({ organizationId, projectId, hash }));
  const claimed = firsts.length > 0 ? byKey(await claimGroupHashes(tx, firsts, now)) : new Map<string, string>();
  const taken = missing.filter((one) => groupsOf(one, claimed).length === 0);
  if (taken.length > 0) return { matched: null, problems: taken.map(({ number }) => ({ line: number, ...TAKEN })) };
  const owners = new Map([...found, ...claimed]);
  const matched = wanted.map((one) => {
    const [id = ''] = groupsOf(one, owners);
    return { line: one.line, id, projectId: one.projectId, isNew: groupsOf(one, found).length === 0 };
  });
  const rest = wanted.flatMap((one, index) =>
    one.hashes
      .map((hash) => ({ organizationId, projectId: one.projectId, hash, groupId: matched[index]?.id ?? '' }))
      .filter((key) => !owners.has(hashKey(key))),
  );
  const attached = rest.length > 0 ? await attachGroupHashes(tx, rest, now) : [];
  return { matched, extended: attached.map(({ groupId }) => groupId), problems: [] };
}

const TAKEN = { field: 'fingerprints', message: 'an event with this fingerprint arrives at this moment; try again.' };

function want(number: number, line: IssueLine, references: References): Wanted {
  const [first = '', ...more] = line.fingerprints.map((part) => hashOf([part]));
  // Several also stand for the one fingerprint that has them as parts.
  const whole = more.length > 0 ? [hashOf(line.fingerprints)] : [];
  const hashes = [...new Set([...more, ...whole])].filter((hash) => hash !== first);
  return { number, line, projectId: idOf(references, 'project', line.project), hashes: [first, ...hashes] };
}

/** The hash of an event that has these texts as its fingerprint. */
function hashOf(fingerprint: readonly string[]): string {
  return hashOfFingerprint(fingerprintOf({ fingerprint }, { exceptions: [], message: null }));
}

function byKey(groups: readonly GroupOfHash[]): ReadonlyMap<string, string> {
  return new Map(groups.map((group) => [hashKey(group), group.groupId]));
}

function groupsOf({ projectId, hashes }: Wanted, groups: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set(hashes.flatMap((hash) => groups.get(hashKey({ organizationId: '', projectId, hash })) ?? []))];
}

/** Events of a discarded issue's fingerprints are dropped, so no issue can have them. */
function findDiscarded(wanted: readonly Wanted[], discarded: ReadonlySet<string>): readonly LineProblem[] {
  return wanted
    .filter(({ projectId, hashes }) =>
      hashes.some((hash) => discarded.has(hashKey({ organizationId: '', projectId, hash }))),
    )
    .map(({ number }) => ({
      line: number,
      field: 'fingerprints',
      message: 'were discarded; delete the tombstone first.',
    }));
}

/** A line must not speak of two issues, nor two lines of one. */
function findAmbiguous(wanted: readonly Wanted[], found: ReadonlyMap<string, string>): readonly LineProblem[] {
  const lineOf = new Map<string, number>();
  return wanted.flatMap((one) => {
    const [id, other] = groupsOf(one, found);
    const at = { line: one.number, field: 'fingerprints' };
    if (other !== undefined) return [{ ...at, message: 'belong to several issues of this project.' }];
    const earlier = id === undefined ? undefined : lineOf.get(id);
    if (id !== undefined) lineOf.set(id, one.number);
    return earlier === undefined ? [] : [{ ...at, message: `belong to the issue of line ${earlier}.` }];
  });
}
