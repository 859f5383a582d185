import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandRun, commandContext } from '../../test/support/command-run.ts';
import { confirm, requireAnswer } from './confirm.ts';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-confirm-'));
  await mkdir(join(home, '.config', 'mokv'), { recursive: true });
  const text = 'contexts:\n  prod: { production: true }\n  dev: {}\n';
  await writeFile(join(home, '.config', 'mokv', 'config.yaml'), text, { mode: 0o600 });
});

afterAll(() => rm(home, { recursive: true }));

describe('on a production cluster', () => {
  const prompt = 'Delete 2 keys?\nThis is production: type prod to go on: ';

  it('takes the name of the context', async () => {
    expect(await ask({ typed: 'prod\n' }, { context: 'prod' })).toEqual(['yes', prompt]);
  });

  it.each(['y\n', 'yes\n', 'dev\n', 'PROD\n', '\n'])('takes %j for a no', async (typed) => {
    expect(await ask({ typed }, { context: 'prod' })).toEqual(['DECLINED', prompt]);
  });

  it('asks in red where there are colours', async () => {
    const [answer, shown] = await ask({ typed: 'prod\n' }, { context: 'prod', color: 'always' });
    expect(answer).toBe('yes');
    expect(shown).toBe('Delete 2 keys?\n\x1b[31mThis is production: type prod to go on: \x1b[39m');
  });

  it('asks nothing under -y', async () => {
    expect(await ask({ stdin: '' }, { context: 'prod', yes: true })).toEqual(['yes', '']);
  });
});

describe('elsewhere', () => {
  it.each([
    ['y\n', 'yes'],
    [' YES \n', 'yes'],
    ['no\n', 'DECLINED'],
    ['dev\n', 'DECLINED'],
  ])('%j is %s', async (typed, answer) => {
    expect(await ask({ typed }, { context: 'dev' })).toEqual([answer, 'Delete 2 keys? [y/N] ']);
  });

  it('the end of the input is a no', async () => {
    expect((await ask({ stdin: '' }, {}))[0]).toBe('DECLINED');
  });
});

it.each([
  [{ stdin: '' }, { input: true }, 'deleting needs a yes, and stdin is no terminal'],
  [{ typed: 'y\n' }, { input: false }, 'deleting needs a yes, and --no-input is given'],
] as const)('a question that nobody answers is refused before: %j %j', (run, options, message) => {
  expect(() => requireAnswer(commandContext([], run), options, 'deleting')).toThrow(message);
});

async function ask(
  run: CommandRun,
  options: Partial<Parameters<typeof confirm>[1]>,
): Promise<readonly [answer: unknown, shown: string]> {
  const context = commandContext([], { ...run, environment: { home } });
  const answer = await confirm(context, { input: true, ...options }, 'Delete 2 keys?').then(
    () => 'yes',
    ({ code }) => code,
  );
  return [answer, context.stderr.text];
}
