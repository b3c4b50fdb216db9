import type { EventException } from './exceptions';
import type { EventMessage } from './event-message';
import { ellipsis, firstLine } from './untrusted-json';

const MAX_TITLE = 255;
const MAX_MESSAGE_TITLE = 100;

/** One line of at most 255 characters: `Type: value` of the last exception, else the start of the message. */
export function titleOf(exceptions: readonly EventException[], message: EventMessage | null): string {
  const shown = exceptions.at(-1);
  const value = firstLine(shown?.value ?? '');
  if (shown?.type) return ellipsis(value === '' ? shown.type : `${shown.type}: ${value}`, MAX_TITLE);
  const line = value || firstLine(message?.formatted ?? '');
  return line === '' ? '<unlabeled event>' : ellipsis(line, MAX_MESSAGE_TITLE);
}
