import { run, type ClientRun, type InstalledClients } from './installed-clients';

/** Where a client sends, and as whom. */
export interface ClientTarget {
  /** Without a slash at the end. */
  readonly url: string;
  readonly token: string;
  readonly organization: string;
  readonly project: string;
  readonly dsn: string;
}

export type CommandLine = (...args: readonly string[]) => Promise<string>;

/** Runs the older command line; fails the test where it fails, and gives what it said. */
export function sentryCli(
  clients: InstalledClients,
  target: ClientTarget,
  more: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string } = {},
): CommandLine {
  return async (...args) => {
    const file = clients.file(`@sentry/cli-${process.platform}-${process.arch}/bin/sentry-cli`);
    const env = { ...environmentOf(target), HOME: await clients.newHome(), ...more.env };
    return succeeded(args, await run(file, args, { ...more, env }));
  };
}

/** Runs the newer command line; fails the test where it fails, and gives what it said. */
export function sentry(clients: InstalledClients, target: ClientTarget): CommandLine {
  return async (...args) => {
    const home = await clients.newHome();
    const env = { ...environmentOf(target), HOME: home, SENTRY_CONFIG_DIR: home };
    return succeeded(args, await run(process.execPath, [clients.file('sentry/dist/bin.cjs'), ...args], { env }));
  };
}

/** Calls functions of the generated client, one after the other; gives the status and the body of each answer. */
export async function sentryApi(
  clients: InstalledClients,
  target: ClientTarget,
  calls: readonly (readonly [name: string, options: object])[],
): Promise<readonly { readonly status: number; readonly data: unknown }[]> {
  const script = `
    const api = await import(process.argv[1]);
    const [calls, baseUrl, token] = [JSON.parse(process.argv[2]), process.argv[3], process.argv[4]];
    const answers = [];
    for (const [name, options] of calls) {
      const { response, data } = await api[name]({ ...options, baseUrl, headers: { authorization: 'Bearer ' + token } });
      answers.push({ status: response.status, data });
    }
    console.log(JSON.stringify(answers));`;
  const args = ['--input-type=module', '-e', script, clients.file('@sentry/api/dist/index.js')];
  const { code, output } = await run(process.execPath, [...args, JSON.stringify(calls), target.url, target.token]);
  if (code !== 0) throw new Error(output);
  return JSON.parse(output) as { status: number; data: unknown }[];
}

function environmentOf({ url, token, organization, project, dsn }: ClientTarget): Readonly<Record<string, string>> {
  return {
    ...{ SENTRY_URL: `${url}/`, SENTRY_AUTH_TOKEN: token, SENTRY_ORG: organization, SENTRY_PROJECT: project },
    ...{ SENTRY_DSN: dsn, SENTRY_DISABLE_UPDATE_CHECK: '1', SENTRY_CLI_NO_TELEMETRY: '1', NO_COLOR: '1' },
  };
}

function succeeded(args: readonly string[], { code, output }: ClientRun): string {
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${output}`);
  return output;
}
