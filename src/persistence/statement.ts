import type { EntityManager } from 'typeorm';
import { arrayLiteral } from './array-literal';
import { Deadline } from './deadline';
import { keepPrepared } from './prepared-statements';

/** One SQL statement: constant text with its label in a leading comment, and its parameters. */
export interface Statement {
  readonly label: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Labels a statement, so that logs, snapshots and pg_stat_activity name it, and makes texts of its arrays. Under one label
 * the text is always the same.
 */
export function statement(label: string, text: string, values: readonly unknown[] = []): Statement {
  const labelled = variedStatement(label, text, values);
  keepPrepared(labelled.text);
  return labelled;
}

/** The same for a text that is put together as it is needed, such as a search, whose plan depends on its values. */
export function variedStatement(label: string, text: string, values: readonly unknown[]): Statement {
  return { label, text: `/* ${label} */ ${text}`, values: values.map(parameter) };
}

/** The only way to the database: a transaction, or single reads outside one. */
export interface Executor {
  /** The rows of a SELECT, or what a write RETURNs. */
  rows<Row>(statement: Statement): Promise<Row[]>;
  /** The number of rows that an UPDATE or DELETE without RETURNING touched. */
  count(statement: Statement): Promise<number>;
}

/**
 * For single statements outside a transaction. TypeORM answers UPDATE and DELETE with [rows, count], everything else with
 * rows. This is the one place that knows.
 */
export class ManagerExecutor implements Executor {
  constructor(private readonly manager: EntityManager) {}

  async rows<Row>(asked: Statement): Promise<Row[]> {
    const answer = await this.ask(asked);
    if (!Array.isArray(answer)) return [];
    const isCounted = answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number';
    return (isCounted ? answer[0] : answer) as Row[];
  }

  async count(asked: Statement): Promise<number> {
    const answer = await this.ask(asked);
    return Array.isArray(answer) && typeof answer[1] === 'number' ? answer[1] : 0;
  }

  /** Nothing is asked for a request whose time is over, and nobody need wait for the end of what it has asked. */
  private async ask({ text, values }: Statement): Promise<unknown> {
    const deadline = Deadline.current;
    deadline?.check();
    const answer = this.manager.query<unknown>(text, [...values]);
    return deadline === null ? answer : deadline.wait(answer);
  }
}

function parameter(value: unknown): unknown {
  return Array.isArray(value) ? arrayLiteral(value as Parameters<typeof arrayLiteral>[0]) : value;
}
