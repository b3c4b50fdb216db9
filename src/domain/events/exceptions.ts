import { asList, asObject, asText, type JsonObject } from './untrusted-json';

/** A call in a stack trace. */
export interface Frame {
  readonly module: string | null;
  readonly filename: string | null;
  readonly function: string | null;
  /** Whether the SDK said that the frame is the application's own. */
  readonly inApp: boolean;
}

/** One entry of an exception chain; an entry without type was made up by the SDK. */
export interface EventException {
  readonly type: string | null;
  readonly value: string | null;
  /** Outermost call first. */
  readonly frames: readonly Frame[];
  readonly mechanism: JsonObject | null;
}

const MAX_EXCEPTIONS = 50;
const MAX_FRAMES = 250;

/** The exception chain, oldest cause first; entries that say nothing are left out. */
export function readExceptions(event: JsonObject): readonly EventException[] {
  const { exception } = event;
  const entries = Array.isArray(exception) ? exception : asList(asObject(exception)?.['values'] ?? [exception]);
  return entries
    .slice(-MAX_EXCEPTIONS)
    .map(readException)
    .filter(({ type, value, frames }) => type !== null || value !== null || frames.length > 0);
}

/** The frames of a `stacktrace` value, outermost call first. */
export function readFrames(stacktrace: unknown): readonly Frame[] {
  const frames = asList(asObject(stacktrace)?.['frames']).slice(-MAX_FRAMES);
  return frames.flatMap((value) => {
    const frame = asObject(value);
    return frame === null ? [] : [readFrame(frame)];
  });
}

/** The application's own frames; all of them where none is marked as such. */
export function ownFrames(frames: readonly Frame[]): readonly Frame[] {
  const own = frames.filter(({ inApp }) => inApp);
  return own.length > 0 ? own : frames;
}

function readException(value: unknown): EventException {
  const entry = asObject(value) ?? {};
  return {
    type: asText(entry['type'], 200),
    value: asText(entry['value'], 8_192),
    frames: readFrames(entry['stacktrace']),
    mechanism: asObject(entry['mechanism']),
  };
}

function readFrame(frame: JsonObject): Frame {
  return {
    module: asText(frame['module'], 512),
    filename: asText(frame['filename'], 512) ?? asText(frame['abs_path'], 512),
    function: asText(frame['function'], 512),
    inApp: frame['in_app'] === true,
  };
}
