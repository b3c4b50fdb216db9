import type { EventMessage } from './event-message';
import { ownFrames, type EventException, type Frame } from './exceptions';
import { normalizeFile, normalizeFunction, normalizeText } from './normalize';
import { asList, asText, type JsonObject } from './untrusted-json';

const MAX_PARTS = 50;
const MAX_FRAMES = 50;

/**
 * The parts that events of one issue have in common: those that the SDK gave, where `{{ default }}` stands for the
 * built-in ones, or the built-in ones alone.
 */
export function fingerprintOf(
  event: JsonObject,
  { exceptions, message }: { readonly exceptions: readonly EventException[]; readonly message: EventMessage | null },
): readonly string[] {
  const given = asList(event['fingerprint'])
    .slice(0, MAX_PARTS)
    .flatMap((part) => asText(part, 1_024) ?? []);
  const builtIn = exceptions.length > 0 ? exceptions.flatMap(exceptionParts) : messageParts(message);
  if (given.length === 0) return builtIn;
  // Marked, so that no given part can pass for a built-in one.
  return given.flatMap((part) => (/^\{\{\s*default\s*\}\}$/.test(part) ? builtIn : [`given:${part}`]));
}

/** Line numbers stay out: they move with every change of the file. */
function exceptionParts({ type, value, frames }: EventException): readonly string[] {
  const places = ownFrames(frames).map(place);
  // A recursion of any depth is one place.
  const distinct = places.filter((text, index) => text !== places[index - 1]).slice(-MAX_FRAMES);
  return [`type:${type ?? ''}`, `value:${normalizeText(value ?? '')}`, ...distinct];
}

function place({ module, filename, function: called }: Frame): string {
  return `frame:${normalizeFile(module ?? filename ?? '')}:${normalizeFunction(called ?? '')}`;
}

function messageParts(message: EventMessage | null): readonly string[] {
  return [`message:${normalizeText(message?.template ?? '')}`];
}
