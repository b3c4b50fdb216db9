/** What the environment holds. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A setting that cannot be read; stops the boot. */
export class EnvironmentError extends Error {}

/** A setting as it was asked for. */
export interface AskedSetting {
  readonly name: string;
  /** What it is where it is not set; null: nothing. */
  readonly fallback: string | null;
  /** What it may be, for people. */
  readonly allowed: string;
}

/** Reads one variable at a time; a blank one counts as not set. Remembers what it was asked for. */
export class VariableReader {
  /** By name; the first time counts. */
  readonly asked = new Map<string, AskedSetting>();

  constructor(private readonly variables: Variables) {}

  readonly text = (name: string): string | null => {
    this.remember({ name, fallback: null, allowed: 'text' });
    return this.variables[name]?.trim() || null;
  };

  readonly textOr = (name: string, fallback: string): string => {
    this.remember({ name, fallback, allowed: 'text' });
    return this.text(name) ?? fallback;
  };

  readonly integer = (name: string, fallback: number, [min, max]: readonly [number, number]): number => {
    this.remember({ name, fallback: String(fallback), allowed: `${min} to ${max}` });
    const raw = this.text(name);
    if (raw === null) return fallback;
    const value = Number(raw);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new EnvironmentError(`${name} is "${raw}"; it must be a whole number from ${min} to ${max}.`);
  };

  readonly url = (name: string, protocols: readonly string[]): string | null => {
    this.remember({ name, fallback: null, allowed: `${protocols.join(' or ')}//…` });
    const raw = this.text(name);
    if (raw === null || (URL.canParse(raw) && protocols.includes(new URL(raw).protocol))) return raw;
    throw new EnvironmentError(`${name} must be a URL that begins with ${protocols.join(' or ')}//.`);
  };

  /** Words with commas between them. */
  readonly list = (name: string): string[] => {
    this.remember({ name, fallback: null, allowed: 'words with commas between them' });
    return (this.text(name) ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean);
  };

  readonly onOrOff = (name: string, fallback: boolean): boolean => {
    this.remember({ name, fallback: fallback ? 'on' : 'off', allowed: 'on or off' });
    const raw = this.text(name);
    if (raw === null) return fallback;
    if (raw === 'on' || raw === 'off') return raw === 'on';
    throw new EnvironmentError(`${name} is "${raw}"; it must be on or off.`);
  };

  private remember(setting: AskedSetting): void {
    if (!this.asked.has(setting.name)) this.asked.set(setting.name, setting);
  }
}
