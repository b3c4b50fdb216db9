import { defineCommand, type Command } from '../../../src/cli/command';
import { runCommandLine } from '../../../src/cli/run-command-line';

const greet = defineCommand({
  name: 'greet',
  summary: 'Say hello.',
  description: 'Says hello to somebody.',
  options: {
    name: { type: 'string', placeholder: 'NAME', required: true, description: 'Whom.' },
    greeting: { type: 'string', placeholder: 'TEXT', description: 'How.' },
    loud: { type: 'boolean', description: 'Shout.' },
  },
  run({ name, greeting, loud }, { print, remark }) {
    print(`${greeting ?? 'Hello'}, ${name}${loud ? '!' : '.'}`);
    remark('Said.');
    return Promise.resolve();
  },
});

const failing = (error: unknown): Command =>
  defineCommand({
    name: 'fail',
    summary: 'Fail.',
    description: 'Fails.',
    options: {},
    run: () => Promise.reject(error),
  });

async function muster(args: readonly string[], commands: readonly Command[] = [greet]): Promise<object> {
  const [out, error]: [string[], string[]] = [[], []];
  const terminal = { out: (line: string) => out.push(line), error: (line: string) => error.push(line) };
  const code = await runCommandLine(commands, args, terminal);
  return { code, out: out.join('\n'), error: error.join('\n') };
}

describe('what is understood', () => {
  test.each([
    [['greet', '--name', 'Ann'], 'Hello, Ann.'],
    [['greet', '--name=Ann', '--loud'], 'Hello, Ann!'],
    [['greet', '--loud', '--greeting=-', '--name', 'Ann'], '-, Ann!'],
    [['greet', '--name', 'Ann', '--name', 'Bob'], 'Hello, Bob.'],
  ])('%j: the result on stdout, remarks on stderr', async (args, out) => {
    expect(await muster(args)).toEqual({ code: 0, out, error: 'Said.' });
  });

  test.each([['--help'], ['-h']])('%s lists the commands', async (flag) => {
    expect(await muster([flag])).toEqual({
      code: 0,
      out: expect.stringContaining('  greet  Say hello.') as string,
      error: '',
    });
  });

  test.each([[['greet', '--help']], [['greet', '-h']], [['greet', '--loud', '--help']]])(
    '%j tells of every option, also where others are missing',
    async (args) => {
      expect(await muster(args)).toEqual({
        code: 0,
        out: [
          'Usage: muster greet --name NAME [options]',
          '',
          'Says hello to somebody.',
          '',
          'Options:',
          '  --name NAME      Whom.',
          '  --greeting TEXT  How.',
          '  --loud           Shout.',
          '  --help           Show this help.',
        ].join('\n'),
        error: '',
      });
    },
  );
});

describe('what is not understood: code 2, nothing on stdout', () => {
  const ALLOWED = 'Allowed: --name, --greeting, --loud, --help.';
  test.each([
    [[], 'muster: Name a command; there are greet.'],
    [['gret'], 'muster: Unknown command "gret"; there are greet.'],
    [['--loud'], 'muster: Unknown command "--loud"; there are greet.'],
    [['greet', '--nam', 'Ann'], `muster greet: Unknown option --nam. ${ALLOWED}`],
    [['greet', '-n', 'Ann'], `muster greet: Unknown option -n. ${ALLOWED}`],
    [['greet', '--constructor'], `muster greet: Unknown option --constructor. ${ALLOWED}`],
    [['greet', '--name'], 'muster greet: --name needs a value.'],
    [['greet', '--name', '--loud'], 'muster greet: --name needs a value.'],
    [['greet', '--loud=yes', '--name', 'Ann'], 'muster greet: --loud takes no value.'],
    [['greet', 'Ann'], 'muster greet: Unexpected argument "Ann".'],
    [['greet', '--', '--name'], 'muster greet: Unexpected argument "--name".'],
    [['greet', '--loud'], 'muster greet: Missing --name.'],
  ])('%j', async (args, message) => {
    expect(await muster(args)).toEqual({
      code: 2,
      out: '',
      error: expect.stringMatching(/ --help tells more\.$/) as string,
    });
    expect(await muster(args)).toMatchObject({ error: expect.stringContaining(message) as string });
  });
});

describe('what fails: code 1, one line, no stack, no secret', () => {
  test.each([
    [new Error('The disk is full.'), 'The disk is full.'],
    [new AggregateError([new Error('connect ECONNREFUSED ::1:5432')]), 'connect ECONNREFUSED ::1:5432'],
    [new Error('no answer from postgres://me:hunter2@db/muster'), 'no answer from postgres://me:[redacted]@db/muster'],
    ['a text', 'a text'],
    [new Error(''), 'An unknown error.'],
  ])('%p', async (error, message) => {
    expect(await muster(['fail'], [failing(error)])).toEqual({ code: 1, out: '', error: `muster: ${message}` });
  });
});
