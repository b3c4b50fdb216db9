import type { Logger } from 'pino';
import type { TokenUses } from '../application/authenticate/token-uses';

const EVERY_MS = 10_000;

/** Writes down now and then which tokens are in use, beside the requests; what is left when it stops, too. */
export function recordTokenUses(uses: TokenUses, logger: Logger): { stop(): Promise<void> } {
  const record = async (): Promise<void> => {
    try {
      await uses.record();
    } catch (error) {
      logger.warn({ err: error }, 'the use of tokens could not be written down');
    }
  };
  const timer = setInterval(() => void record(), EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await record();
    },
  };
}
