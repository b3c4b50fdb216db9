import { asList, asObject, type JsonObject } from '../../domain/events/untrusted-json';
import { textOf } from './text-of';

/** An exception of an event's payload, in the names of the answers; empty where it says nothing. */
export function presentException({ type, value, module, mechanism, stacktrace }: JsonObject): readonly object[] {
  if (textOf(type) === null && textOf(value) === null) return [];
  const frames = asList(asObject(stacktrace)?.['frames']).map((frame) => presentFrame(asObject(frame) ?? {}));
  return [
    {
      ...{ type: textOf(type), value: textOf(value), module: textOf(module) },
      mechanism: presentMechanism(asObject(mechanism)),
      stacktrace: { frames },
    },
  ];
}

function presentMechanism(mechanism: JsonObject | null): object {
  const { type, handled } = mechanism ?? {};
  return { type: textOf(type), handled: typeof handled === 'boolean' ? handled : null };
}

function presentFrame(frame: JsonObject): object {
  const { filename, module, vars } = frame;
  const place = { filename: textOf(filename), module: textOf(module), function: textOf(frame['function']) };
  return {
    ...place,
    absPath: textOf(frame['abs_path']),
    lineNo: numberOf(frame['lineno']),
    colNo: numberOf(frame['colno']),
    inApp: frame['in_app'] === true,
    context: contextOf(frame),
    ...(asObject(vars) !== null && { vars: asObject(vars) }),
  };
}

/** The lines of source around the call, each with its number. */
function contextOf(frame: JsonObject): readonly (readonly [number, string])[] {
  const line = numberOf(frame['lineno']);
  const called = textOf(frame['context_line']);
  if (line === null || called === null) return [];
  const before = asList(frame['pre_context']).map((text) => textOf(text) ?? '');
  const after = asList(frame['post_context']).map((text) => textOf(text) ?? '');
  return [...before, called, ...after].map((text, index) => [line - before.length + index, text]);
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
