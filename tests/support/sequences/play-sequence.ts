import type { MutationInput } from '../../../src/domain/attributes/read-input';
import type { MutationOptions } from '../../../src/domain/bulk/mutation-options';
import { incomingEvent } from '../build/event';
import { buildWorld, type World } from '../build/world';
import { callerOf } from '../bulk-mutation';
import { at } from '../intervened-unit-of-work';
import { runOperation } from '../run-operations';
import { smallSteps } from '../small-steps';
import type { TestDatabase } from '../test-database';
import type { BulkAnswer, BulkMutation } from '../use-bulk-mutation';
import { SequenceModel, type Expected, type ModelIssue, type ModelOperation, type Wish } from './sequence-model';
import { ISSUES, type Step, type Turn } from './sequence-steps';

/** Issues that one transaction of a job changes. */
const STEP = 2;
const START = new Date('2027-03-01T10:00:00.000Z').getTime();
const NO_SUCH_ISSUE = '999999999999';

type Change = Extract<Step, { kind: 'change' }>;
type Undo = Extract<Step, { kind: 'undo' }>;
type Options = Partial<MutationOptions>;

/** An operation in the database and in the model. */
interface Played {
  readonly id: string;
  readonly model: ModelOperation;
}

/** Plays sequences on issues of its own, in the database and in the model. */
export class SequencePlayer {
  /** What was not as the model has it. */
  readonly wrong: string[] = [];
  private readonly model = new SequenceModel(new Map());
  private readonly played: Played[] = [];
  private seconds = 0;

  private constructor(
    private readonly tools: { readonly database: TestDatabase; readonly bulk: BulkMutation },
    private readonly world: World,
    /** By their places. */
    private readonly ids: readonly string[],
  ) {}

  static async start(tools: { database: TestDatabase; bulk: BulkMutation }): Promise<SequencePlayer> {
    const world = await buildWorld(tools.database);
    tools.bulk.now = new Date(START);
    const events = Array.from({ length: ISSUES }, (_, place) => eventOf(world, place));
    await tools.bulk.application.ingestEvents.execute(events);
    const rows = await readIssues(tools.database, world);
    const ids = [...rows].sort((a, b) => (a.title < b.title ? -1 : 1)).map(({ id }) => id);
    const player = new SequencePlayer(tools, world, ids);
    for (const { id, issue } of rows) player.model.issues.set(id, issue);
    return player;
  }

  /** Plays one turn, and compares the issues. */
  async play(turn: Turn): Promise<void> {
    await (turn.as === 'call' ? this.call(turn.step) : this.job(turn));
    const rows = await readIssues(this.tools.database, this.world);
    for (const { id, title, issue } of rows) this.expect(title, issue, this.model.issues.get(id));
  }

  /** Compares what is told of the operations. */
  async end(): Promise<void> {
    const { database, bulk } = this.tools;
    const caller = await callerOf(database.unitOfWork, this.world.token);
    const keys = this.played.map(({ id }) => ({ organizationId: this.world.organization.id, id }));
    const views = new Map((await bulk.application.readOperations.byKeys(caller, keys)).map((view) => [view.id, view]));
    for (const { id, model } of this.played) {
      const [{ outcomes }, view] = [await bulk.read(id), views.get(id)];
      const told = outcomes.map(
        ({ issueId, status, code }) => `${issueId} ${code === null ? status : `${status}/${code}`}`,
      );
      const known = model.set.flatMap((issue) =>
        model.verdicts.has(issue) ? `${issue} ${model.verdicts.get(issue)}` : [],
      );
      this.expect(`outcomes of ${id}`, told, known);
      const { state, changed, unchanged, notFound, conflict, skipped, pending, undoneById } = view ?? {};
      const verdicts = [...model.verdicts.values()].map((verdict) => verdict.split('/')[0]);
      const count = (status: string): number => verdicts.filter((verdict) => verdict === status).length;
      this.expect(
        `record of ${id}`,
        { state, changed, unchanged, notFound, conflict, skipped, pending, isUndone: undoneById != null },
        {
          state: model.state,
          ...{ changed: count('CHANGED'), unchanged: count('UNCHANGED'), notFound: count('NOT_FOUND') },
          ...{ conflict: count('CONFLICT'), skipped: count('SKIPPED'), pending: model.waiting.length },
          isUndone: model.isUndone,
        },
      );
    }
  }

  /** Somebody does it and waits for the end. */
  private async call(step: Step): Promise<void> {
    this.tick();
    if (step.kind === 'event') {
      await this.tools.bulk.application.ingestEvents.execute([eventOf(this.world, step.place)]);
      return this.model.meet(this.ids[step.place] ?? '');
    }
    const begun = await this.begin(step, {});
    if (begun === null) return;
    const { answer, model } = begun;
    const isRefused = step.isStrict && this.model.hasConflict(model);
    this.expect('problems', codes(answer), isRefused ? ['VERSION_CONFLICT'] : []);
    if (isRefused || answer.operationId === '') return;
    if (model.undoes !== null) model.undoes.isUndone = true;
    this.model.step(model, Infinity);
    this.finish({ id: answer.operationId, model }, 'COMPLETED');
  }

  /** Somebody asks for it, and a job does it while other things happen. */
  private async job({ step, meanwhile, canceledAt }: Extract<Turn, { as: 'job' }>): Promise<void> {
    this.tick();
    const begun = await this.begin(step, { mode: 'ASYNC' });
    if (begun === null) return;
    const { answer, model } = begun;
    this.expect('problems', codes(answer), []);
    const played = { id: answer.operationId, model };
    this.played.push(played);
    if (model.undoes !== null) model.undoes.isUndone = true;
    const fails = step.isStrict && this.model.hasConflict(model);
    let turns = 0;
    await this.run(played.id, async () => {
      if (turns > 0) this.model.step(model, STEP);
      for (const other of meanwhile[turns] ?? []) await this.call(other);
      turns += 1;
      if (turns === canceledAt) await this.cancel(played);
    });
    if (model.state === 'RUNNING') this.finish(played, fails ? 'FAILED' : 'COMPLETED');
  }

  /** Asks for it; null: it was refused, as it must be. */
  private begin(step: Change | Undo, options: Options): Promise<{ answer: BulkAnswer; model: ModelOperation } | null> {
    const errorPolicy = step.isStrict ? 'ALL_OR_NOTHING' : 'SKIP_INVALID';
    const given = { ...options, errorPolicy } as const;
    return step.kind === 'change' ? this.change(step, given) : this.undo(step, given);
  }

  private async change(
    { selection, wish, behind }: Change,
    options: Options,
  ): Promise<{ answer: BulkAnswer; model: ModelOperation }> {
    const { bulk } = this.tools;
    const { isSearch, where } = selection;
    const ids = selection.places.map((place) => this.ids[place] ?? NO_SUCH_ISSUE);
    const found = [...this.model.issues].filter(([, { status }]) => status === where).map(([id]) => id);
    const expected: Expected = {
      ...(where && { where }),
      ...(behind !== null && { versions: this.known(ids, behind) }),
    };
    const model = this.model.change(isSearch ? found : ids, wish, expected);
    const versions = [...(expected.versions ?? [])].map(([id, version]) => ({ id, version }));
    const answer = await bulk.call(this.world.token, {
      ...(!isSearch && { ids }),
      ...(where && { where: { status: where } }),
      input: inputOf(wish, this.world),
      options: { ...options, ...(versions.length > 0 && { expectedVersions: versions }) },
    });
    return { answer, model };
  }

  /** The version of the first issue, as a caller knows it who has missed the last changes. */
  private known(ids: readonly string[], behind: number): ReadonlyMap<string, number> {
    const [id] = ids.filter((one) => this.model.issues.has(one));
    const version = this.model.issues.get(id ?? '')?.version;
    return id === undefined || version === undefined ? new Map() : new Map([[id, version - behind]]);
  }

  private async undo({ which }: Undo, options: Options): Promise<{ answer: BulkAnswer; model: ModelOperation } | null> {
    const target = this.played[which % Math.max(this.played.length, 1)];
    if (target === undefined) return null;
    const { state, isUndone, images } = target.model;
    const model = this.model.undo(target.model);
    const answer = await this.tools.bulk.undo(this.world.token, target.id, options);
    if (state !== 'RUNNING' && !isUndone && images.size > 0) return { answer, model };
    this.expect('an undo that is not possible', codes(answer), ['NOT_UNDOABLE']);
    return null;
  }

  private run(operationId: string, before: () => Promise<void>): Promise<void> {
    const { database, bulk } = this.tools;
    const unitOfWork = smallSteps(
      database.dataSource,
      STEP,
      at('share-operation', async (statement) => {
        await before();
        return statement;
      }),
    );
    const key = { organizationId: this.world.organization.id, operationId };
    return runOperation({ ...database, unitOfWork }, key, { clock: () => bulk.now ?? new Date(START) });
  }

  private async cancel(played: Played): Promise<void> {
    const caller = await callerOf(this.tools.database.unitOfWork, this.world.token);
    const { problems } = await this.tools.bulk.application.cancelBulkOperation.execute(caller, played.id);
    this.expect('a cancellation', problems, []);
    this.finish(played, 'CANCELED');
  }

  private finish(played: Played, state: ModelOperation['state']): void {
    const { model } = played;
    model.state = state;
    if (!this.played.includes(played)) this.played.push(played);
    if (state !== 'COMPLETED' && model.undoes !== null) model.undoes.isUndone = false;
  }

  private tick(): void {
    this.seconds += 1;
    this.tools.bulk.now = new Date(START + this.seconds * 1_000);
  }

  private expect(what: string, actual: unknown, expected: unknown): void {
    const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (is !== should) this.wrong.push(`${what}: ${is}, not ${should}`);
  }
}

function codes({ problems }: BulkAnswer): string[] {
  return problems.map(({ code }) => code);
}

function inputOf({ status, priority, assigned }: Wish, { owner }: World): MutationInput {
  return {
    ...(status && { status }),
    ...(priority && { priority }),
    ...(assigned !== undefined && { assignedTo: assigned ? { user: owner.id } : null }),
  };
}

function eventOf({ project }: World, place: number): ReturnType<typeof incomingEvent> {
  return incomingEvent(project, { message: `issue ${place}`, fingerprint: [`issue ${place}`] });
}

interface IssueRow {
  readonly id: string;
  readonly title: string;
  readonly issue: ModelIssue;
}

function readIssues(database: TestDatabase, { organization, owner }: World): Promise<IssueRow[]> {
  return database.query<IssueRow>(
    `select g.id, g.title, json_build_object('status', g.status, 'priority', g.priority,
       'locked', g.priority_locked_at is not null, 'assigned', exists (select from group_assignees a
         where a.organization_id = g.organization_id and a.group_id = g.id and a.user_id = $2),
       'version', g.version) as issue
     from groups g where g.organization_id = $1 order by g.id`,
    [organization.id, owner.id],
  );
}
