import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../test/support/has-program.ts';
import { completionScripts } from './completion-scripts.ts';

const execute = promisify(execFile);
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let home: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-shells-'));
  const program = join(home, 'mokv');
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
  await chmod(program, 0o755);
  await mkdir(join(home, '.config', 'mokv'), { recursive: true });
  const config = 'contexts: { prod: {}, "a.b": {} }\n';
  await writeFile(join(home, '.config', 'mokv', 'config.yaml'), config, { mode: 0o600 });
  env = { ...process.env, HOME: home, PATH: `${home}${delimiter}${process.env.PATH}` };
  for (const [shell, script] of Object.entries(completionScripts)) {
    await writeFile(join(home, `mokv.${shell}`), script);
  }
});

afterAll(() => rm(home, { recursive: true }));

describe.skipIf(!hasProgram('bash', 'completions in bash', '--version'))('bash', () => {
  it('knows who completes mokv', async () => {
    expect(await bash('complete -p mokv')).toBe('complete -F _mokv mokv\n');
  });

  it.each([
    ['mokv ge', ['get']],
    ['mokv member pro', ['promote']],
    ['mokv context use ', ['prod', 'a.b']],
    ['mokv -c p', ['prod']],
    // bash replaces what is behind the = alone.
    ['mokv list --output=j', ['json']],
    ['mokv frobnicate ', []],
  ])('completes "%s"', async (line, words) => {
    const stdout = await bash(
      `COMP_LINE='${line}' COMP_POINT=${line.length}; _mokv; printf '%s\\n' "\${COMPREPLY[@]}"`,
    );
    expect(stdout.trimEnd().split('\n').filter(Boolean)).toEqual(words);
  });

  function bash(command: string): Promise<string> {
    return stdoutOf('bash', ['--norc', '-c', `source ~/mokv.bash; ${command}`]);
  }
});

describe.skipIf(!hasProgram('zsh', 'completions in zsh', '--version'))('zsh', () => {
  it.each([
    ['member pro', ['promote:Make a non-voter a voter as soon as it has caught up.']],
    ['-c p', ['prod']],
  ])('completes "mokv %s"', async (line, described) => {
    const words = ['mokv', ...line.split(' ')].join(' ');
    const script = `compdef() { :; }; _describe() { print -rl -- "\${(@P)3}"; }
      source ~/mokv.zsh; words=(${words}); CURRENT=$#words; _mokv`;
    const stdout = await stdoutOf('zsh', ['-f', '-c', script]);
    expect(stdout.trimEnd().split('\n')).toEqual(described);
  });
});

describe.skipIf(!hasProgram('fish', 'completions in fish', '--version'))('fish', () => {
  it.each([
    ['mokv member pro', ['promote\tMake a non-voter a voter as soon as it has caught up.']],
    ['mokv context use ', ['a.b', 'prod']],
  ])('completes "%s"', async (line, words) => {
    const script = `source ~/mokv.fish; complete -C '${line}'`;
    const stdout = await stdoutOf('fish', ['--no-config', '-c', script]);
    expect(stdout.trimEnd().split('\n')).toEqual(words);
  });
});

async function stdoutOf(program: string, args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await execute(program, args, { env });
  expect(stderr).toBe('');
  return stdout;
}
