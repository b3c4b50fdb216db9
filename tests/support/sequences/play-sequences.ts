import fc from 'fast-check';
import type { TestDatabase } from '../test-database';
import type { BulkMutation } from '../use-bulk-mutation';
import { SequencePlayer } from './play-sequence';
import { sequences } from './sequence-steps';

/** Which sequences, and how many of them. */
export interface Sample {
  readonly runs: number;
  readonly seed: number;
}

/** Plays random sequences until one is not as in the model; answers the shortest one that is not, and how. */
export async function playSequences(
  tools: { readonly database: TestDatabase; readonly bulk: BulkMutation },
  { runs, seed }: Sample,
): Promise<string[]> {
  const asInTheModel = fc.asyncProperty(sequences, async (turns) => {
    const player = await SequencePlayer.start(tools);
    for (const turn of turns) await player.play(turn);
    await player.end();
    if (player.wrong.length > 0) throw new Error(player.wrong.join('\n'));
  });
  const result = await fc.check(asInTheModel, { numRuns: runs, seed });
  return result.failed ? [fc.defaultReportMessage(result) ?? '', String(result.errorInstance)] : [];
}
