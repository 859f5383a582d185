import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CommandResult,
  type CommandRun,
  runCommand,
} from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';
import { runScript } from './run-script.ts';

describe('runScript', () => {
  it.each([
    ['cut anywhere', ['get a\nge', 't b\n', 'get "c', '\nd"\n', 'get e'], []],
    ['with line ends of Windows', ['get a\r\nget b\r\nget "c\nd"\r\nget e'], []],
  ])('takes a text %s', async (_, chunks) => {
    expect(await linesRun(chunks)).toEqual([
      [['get', 'a']],
      [['get', 'b']],
      [['get', 'c\nd']],
      [['get', 'e']],
    ]);
  });

  it('takes bytes that are cut within a character', async () => {
    const bytes = Buffer.from('get ü\n');
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 5);
      yield bytes.subarray(5);
    }
    expect(await linesRun(pieces())).toEqual([[['get', 'ü']]]);
  });
});

async function linesRun(chunks: Parameters<typeof runScript>[0]): Promise<unknown[]> {
  const ran: unknown[] = [];
  await runScript(chunks, {
    run: async (commands) => {
      ran.push(commands);
      return 0;
    },
    runTogether: async () => 0,
    keyOf: () => undefined,
    report: async () => 2,
    stopped: async () => undefined,
    isOver: () => false,
    continues: false,
  });
  return ran;
}

describe('a script', () => {
  let home: string;
  let server: FakeServer;

  beforeAll(async () => {
    home = await makeIdentities();
  });

  beforeEach(async () => {
    server = await new FakeServer().start(home);
    server.items.set('a', Buffer.from('1'));
  });

  afterEach(() => server.stop());

  afterAll(() => rm(home, { recursive: true }));

  it.each<[script: string, result: CommandResult]>([
    ['', { exit: 0, stdout: '', stderr: '' }],
    ['# nothing\n\n', { exit: 0, stdout: '', stderr: '' }],
    ['get a', { exit: 0, stdout: '1', stderr: '' }],
    ['set -q b "two\nlines"\nget b; get a', { exit: 0, stdout: 'two\nlines1', stderr: '' }],
    ['mokv get a\n2 get a', { exit: 0, stdout: '111', stderr: '' }],
    ['get a\nquit\nget a', { exit: 0, stdout: '1', stderr: '' }],
    ['.mode json\nget a', { exit: 0, stdout: '{"key":"a","value":"1"}\n', stderr: '' }],
    [
      'get a; get none; get a\nget a',
      { exit: 3, stdout: '1', stderr: 'mokv: key "none" not found\nstopped at line 1\n' },
    ],
    [
      "get a\n\nset b 'c",
      {
        exit: 2,
        stdout: '1',
        stderr:
          "mokv: the quote ' at the end goes on with nothing\n" +
          'hint: close it, or put a backslash before it to mean the character itself\n' +
          'stopped at line 3\n',
      },
    ],
    [
      'set b\nget a',
      {
        exit: 2,
        stdout: '',
        stderr:
          'mokv: there is no value, and stdin holds the commands\n' +
          'hint: give it as in: set KEY VALUE or set KEY @file\n' +
          'stopped at line 1\n',
      },
    ],
    [
      'serve',
      {
        exit: 2,
        stdout: '',
        stderr:
          'mokv: "serve" is no command of the shell\n' +
          "hint: run 'mokv serve' outside of it\n" +
          'stopped at line 1\n',
      },
    ],
    [
      '.readonly on\nget a\nset a 2',
      {
        exit: 2,
        stdout: '1',
        stderr:
          'mokv: the shell is read-only, and "set" may change something\n' +
          "hint: '.readonly off' lets it\n" +
          'stopped at line 3\n',
      },
    ],
  ])('%j', async (stdin, result) => {
    expect(await repl([], { stdin })).toEqual(result);
  });

  it('goes on behind errors with --continue and ends with the first of them', async () => {
    expect(await repl(['--continue'], { stdin: 'get none\nget a\nnonsense\nget a' })).toEqual({
      exit: 3,
      stdout: '11',
      stderr:
        'mokv: key "none" not found\n' +
        'mokv: unknown command "nonsense"\n' +
        "hint: run 'mokv --help' for the commands\n",
    });
  });

  it('runs commands about different keys at the same time with --continue, and prints in order', async () => {
    const script = ['set b 1', 'get none', 'get a', 'set b 2', 'get b'].join('\n');
    expect(await repl(['--continue'], { stdin: script })).toEqual({
      exit: 3,
      stdout: expect.stringMatching(/^OK.*\n1OK.*\n2$/),
      stderr: 'mokv: key "none" not found\n',
    });
  });

  it('comes from -c too, and leaves stdin to its commands', async () => {
    expect(await repl(['-c', 'set -q b -; get b'], { stdin: 'in' })).toEqual({
      exit: 0,
      stdout: 'in',
      stderr: '',
    });
  });

  it('writes what a terminal obeys only for a terminal', async () => {
    server.items.set('bin', Buffer.from([0x1b, 255]));
    expect((await repl([], { stdin: 'get bin' })).stdout).toBe('\x1b\xff');
  });

  it('stops where it is when it is interrupted', async () => {
    const interruption = new AbortController();
    server.behaviour = () => {
      interruption.abort('SIGINT');
      return 'silence';
    };
    const result = await repl([], { stdin: 'get a\nget a', signal: interruption.signal });
    expect(result).toMatchObject({ exit: 130, stdout: '' });
    expect(server.calls).toHaveLength(1);
  });

  function repl(flags: readonly string[], run: CommandRun): Promise<CommandResult> {
    const environment = { home, endpoints: server.endpoint };
    return runCommand(['repl', ...flags], { ...run, environment });
  }
});
