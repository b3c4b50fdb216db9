/** What a sequence asks of issues. */
export interface Wish {
  readonly status?: 'UNRESOLVED' | 'RESOLVED' | 'IGNORED';
  readonly priority?: 'LOW' | 'MEDIUM' | 'HIGH';
  /** true: to the caller; false: to nobody. */
  readonly assigned?: boolean;
}

/** What the model knows of an issue; `row` shows the same of the database. */
export interface ModelIssue {
  readonly status: string;
  readonly priority: string;
  readonly locked: boolean;
  readonly assigned: boolean;
  readonly version: number;
}

/** An outcome in short: `CHANGED`, `SKIPPED/OUTSIDE_SELECTION` … */
export type Verdict = string;

/** An operation as the model tells its story. */
export interface ModelOperation {
  state: 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELED';
  /** The ids that are asked for, in order. */
  readonly set: readonly string[];
  /** What becomes of one of them now. */
  readonly judge: (id: string) => Verdict | ModelIssue;
  /** Those that have their turn still to come. */
  readonly waiting: string[];
  readonly verdicts: Map<string, Verdict>;
  /** What it has changed: the values before, and the version after. */
  readonly images: Map<string, ModelIssue>;
  /** What it takes back; null: it is no undo. */
  readonly undoes: ModelOperation | null;
  isUndone: boolean;
}

/** Without doing anything to them, some issues are done with. */
const LEFT_OUT: readonly Verdict[] = ['NOT_FOUND', 'SKIPPED/OUTSIDE_SELECTION'];
const HAS_CHANGED = 'CONFLICT/VERSION_CONFLICT';

/** The issues of a sequence, and what has been done to them; knows nothing of SQL, transactions and jobs. */
export class SequenceModel {
  constructor(readonly issues: Map<string, ModelIssue>) {}

  /** A change of issues; `where` leaves out those that have another status when their turn comes. */
  change(set: readonly string[], wish: Wish, { where, versions = new Map() }: Expected = {}): ModelOperation {
    return this.begin(set, null, (id) => {
      const issue = this.issues.get(id);
      if (issue === undefined) return 'NOT_FOUND';
      if (where !== undefined && issue.status !== where) return 'SKIPPED/OUTSIDE_SELECTION';
      return (versions.get(id) ?? issue.version) === issue.version ? wished(issue, wish) : HAS_CHANGED;
    });
  }

  /** An undo of what an operation has changed until now. */
  undo(operation: ModelOperation): ModelOperation {
    const set = operation.set.filter((id) => operation.verdicts.get(id) === 'CHANGED');
    return this.begin(set, operation, (id) => {
      const [issue, image] = [this.issues.get(id), operation.images.get(id)];
      if (issue === undefined || image === undefined) return 'NOT_FOUND';
      return issue.version === image.version ? { ...image, version: issue.version } : HAS_CHANGED;
    });
  }

  /** Carries on an operation by so many issues. */
  step({ waiting, verdicts, judge, images }: ModelOperation, issues: number): void {
    for (const id of waiting.splice(0, issues)) {
      const [before, after] = [this.issues.get(id), judge(id)];
      const isChanged = typeof after !== 'string' && before !== undefined && differs(before, after);
      verdicts.set(id, typeof after === 'string' ? after : isChanged ? 'CHANGED' : 'UNCHANGED');
      if (!isChanged) continue;
      const version = before.version + 1;
      this.issues.set(id, { ...after, version });
      images.set(id, { ...before, version });
    }
  }

  /** Whether any issue has changed since the caller knew it. */
  hasConflict({ waiting, judge }: ModelOperation): boolean {
    return waiting.some((id) => judge(id) === HAS_CHANGED);
  }

  /** What an event does: a resolved issue is not, after all. */
  meet(id: string): void {
    const issue = this.issues.get(id);
    if (issue?.status !== 'RESOLVED') return;
    this.issues.set(id, { ...issue, status: 'UNRESOLVED', version: issue.version + 1 });
  }

  /** From now on no other issue belongs to it, and those that are not of it have their verdict. */
  private begin(set: readonly string[], undoes: ModelOperation | null, judge: ModelOperation['judge']): ModelOperation {
    const judged = set.map((id) => [id, judge(id)] as const);
    const verdicts = judged.filter((one): one is [string, Verdict] => LEFT_OUT.some((verdict) => verdict === one[1]));
    const out = new Map(verdicts);
    const waiting = set.filter((id) => !out.has(id));
    return { state: 'RUNNING', set, judge, waiting, verdicts: out, images: new Map(), undoes, isUndone: false };
  }
}

/** What narrows a change besides its ids. */
export interface Expected {
  readonly where?: string;
  readonly versions?: ReadonlyMap<string, number>;
}

function wished(issue: ModelIssue, { status, priority, assigned }: Wish): ModelIssue {
  return {
    ...issue,
    status: status ?? issue.status,
    priority: priority ?? issue.priority,
    locked: issue.locked || priority !== undefined,
    assigned: assigned ?? issue.assigned,
  };
}

function differs(one: ModelIssue, other: ModelIssue): boolean {
  return (['status', 'priority', 'locked', 'assigned'] as const).some((key) => one[key] !== other[key]);
}
