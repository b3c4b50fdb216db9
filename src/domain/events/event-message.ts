import { asList, asObject, asText, type JsonObject } from './untrusted-json';

/** What was logged: as people read it, and the template that its siblings share. */
export interface EventMessage {
  readonly formatted: string;
  readonly template: string;
}

const MAX_LENGTH = 8_192;

/** The message of `logentry` (or the old `message` object) or of plain `message`; null where there is none. */
export function readMessage(event: JsonObject): EventMessage | null {
  const entry = asObject(event['logentry']) ?? asObject(event['message']);
  const template = asText(entry?.['message'], MAX_LENGTH);
  const formatted = asText(entry?.['formatted'], MAX_LENGTH) ?? filled(template, entry?.['params']);
  const plain = asText(event['message'], MAX_LENGTH) ?? asText(event['logentry'], MAX_LENGTH);
  const shown = formatted ?? plain;
  return shown === null ? null : { formatted: shown, template: template ?? shown };
}

/** Fills `%s`, `%d` and `{}` from a list, `%(name)s` and `{name}` from an object. */
function filled(template: string | null, params: unknown): string | null {
  if (template === null) return null;
  const named = asObject(params);
  const positional = [...asList(params)];
  const text = template.replace(
    /%\((\w+)\)[a-z]|%[sdrif]|\{(\w*)\}/g,
    (whole: string, percent?: string, brace?: string) => {
      const name = percent || brace;
      const value = named !== null && name ? named[name] : name ? undefined : positional.shift();
      return asText(value, MAX_LENGTH) ?? whole;
    },
  );
  return asText(text, MAX_LENGTH);
}
