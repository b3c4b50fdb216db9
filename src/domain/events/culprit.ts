import { ownFrames, readFrames, type EventException, type Frame } from './exceptions';
import { asText, ellipsis, type JsonObject } from './untrusted-json';

const MAX_CULPRIT = 200;

/** Where it happened, in at most 200 characters: the transaction, else the innermost own frame; empty where unknown. */
export function culpritOf(event: JsonObject, exceptions: readonly EventException[]): string {
  const transaction = asText(event['transaction'], 1_024);
  if (transaction !== null) return ellipsis(transaction, MAX_CULPRIT);
  const frames = exceptions.at(-1)?.frames ?? [];
  const innermost = ownFrames(frames.length > 0 ? frames : readFrames(event['stacktrace'])).at(-1);
  return innermost === undefined ? '' : ellipsis(describe(innermost, event['platform']), MAX_CULPRIT);
}

function describe(frame: Frame, platform: unknown): string {
  const place = frame.module ?? (frame.filename === null ? null : pathOf(frame.filename));
  if (place === null) return frame.function ?? '';
  const called = frame.function ?? '?';
  return platform === 'javascript' || platform === 'node' ? `${called}(${place})` : `${place} in ${called}`;
}

/** Of a URL only its path, since host and query differ between installations. */
export function pathOf(filename: string): string {
  return /^[a-z][a-z0-9+.-]{0,20}:\/\/[^/]*(\/[^?#]*)/i.exec(filename)?.[1] ?? filename;
}
