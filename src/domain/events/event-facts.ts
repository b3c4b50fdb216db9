import type { GroupLevel } from '../group';
import { culpritOf } from './culprit';
import { readMessage } from './event-message';
import { recordedTimeOf, timeOf } from './event-time';
import { readUser } from './event-user';
import { readExceptions } from './exceptions';
import { fingerprintOf } from './fingerprint';
import { levelOf } from './level';
import { readTags, type Tags } from './tags';
import { titleOf } from './title';
import { asText, firstLine, type JsonObject } from './untrusted-json';

/** What an event says, in values that can be stored: bounded, without NUL characters. */
export interface EventFacts {
  /** At most 255 characters, never empty. */
  readonly title: string;
  /** At most 200 characters, perhaps empty. */
  readonly culprit: string;
  /** What was logged, else what the exception says, whole up to 8,192 characters. */
  readonly message: string | null;
  /** The first line of the message, at most 255 characters. */
  readonly summary: string | null;
  readonly level: GroupLevel;
  readonly platform: string | null;
  readonly environment: string | null;
  readonly release: string | null;
  /** As in `readUser`. */
  readonly user: string | null;
  readonly tags: Tags;
  readonly fingerprint: readonly string[];
  readonly timestamp: Date;
}

/** How an event arrived. */
export interface Arrival {
  readonly receivedAt: Date;
  readonly senderAddress: string | null;
  /** Whether the time that it names counts however old it is: it was recorded elsewhere, and comes only now. */
  readonly isRecord?: boolean;
}

/** Reads an event as an SDK sent it; whatever is malformed counts as absent, so this never throws. */
export function readEventFacts(
  event: JsonObject,
  { receivedAt, senderAddress, isRecord = false }: Arrival,
): EventFacts {
  const exceptions = readExceptions(event);
  const logged = readMessage(event);
  const message = logged?.formatted ?? exceptions.at(-1)?.value ?? null;
  const level = levelOf(event['level']);
  const user = readUser(event, senderAddress);
  return {
    title: titleOf(exceptions, logged),
    culprit: culpritOf(event, exceptions),
    message,
    summary: message === null ? null : asText(firstLine(message), 255),
    level,
    platform: asText(event['platform'], 64),
    environment: asText(event['environment'], 64),
    release: asText(event['release'], 250),
    user,
    tags: readTags(event, { level, user, exceptions }),
    fingerprint: fingerprintOf(event, { exceptions, message: logged }),
    timestamp: (isRecord ? recordedTimeOf : timeOf)(event['timestamp'], receivedAt),
  };
}
