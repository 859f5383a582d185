import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandProcess } from '../support/command-process.ts';
import {
  type CommandOptions,
  type CommandResult,
  mokv,
  type NodeProcess,
} from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';
import { startThreeNodes } from '../support/three-nodes.ts';

const binary = fileURLToPath(new URL('../../dist/mokv.js', import.meta.url));

let home: string;
let nodes: readonly NodeProcess[];
let env: Record<string, string>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-streams-'));
  nodes = await startThreeNodes(home);
  env = { HOME: home, MOKV_ENDPOINTS: nodes.map(({ endpoint }) => endpoint).join(',') };
});

afterAll(async () => {
  await Promise.all((nodes ?? []).map((node) => node.end('SIGTERM')));
  await rm(home, { recursive: true });
});

function run(line: string, options: CommandOptions = {}): Promise<CommandResult> {
  return runWords(line.split(' '), options);
}

function runWords(words: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return mokv(words, { ...options, env });
}

function start(line: string): CommandProcess {
  return new CommandProcess(line.split(' '), env);
}

async function revisionOf(line: string): Promise<number> {
  return JSON.parse((await run(`${line} -j`)).stdout).rev;
}

describe('watch and history', () => {
  it('print changes in every form, from a revision, and of expired keys', async () => {
    const rev = await revisionOf('set w/a 1');
    await run('set w/a 2');
    await run('delete w/a');
    expect(await run(`watch w/ --from-rev ${rev} --count 3 -q`)).toEqual({
      ...{ code: 0, stderr: '' },
      stdout: `${rev}\tset\tw/a\t1\n${rev + 1}\tset\tw/a\t2\n${rev + 2}\tdelete\tw/a\n`,
    });
    expect((await run(`watch w/ --from-rev ${rev + 1} --count 2 -j -q`)).stdout).toBe(
      `{"type":"set","key":"w/a","value":"2","rev":${rev + 1},"create_rev":${rev},"version":2}\n` +
        `{"type":"delete","key":"w/a","rev":${rev + 2}}\n`,
    );
    await run('set w/b 1 --ttl 1ms');
    const expired = await run(`watch w/b --from-rev ${rev} --count 2 -q -j`);
    expect(JSON.parse(expired.stdout.split('\n')[1] ?? '')).toMatchObject({ expired: true });
    await run('set w/c 1');
    expect((await run('watch w/c --initial --count 1 -q -j')).stdout).toContain('"initial":true');
    expect(await run('watch nothing/ --idle 100ms -q')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect((await run('watch --initial --from-rev 1')).code).toBe(2);
    expect((await run('history w/a')).stdout).toBe(
      `${rev}\tset\tw/a\t1\n${rev + 1}\tset\tw/a\t2\n${rev + 2}\tdelete\tw/a\n`,
    );
    expect(await run('history none')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('run a command for each change, and end with its exit code', async () => {
    const rev = await revisionOf('set x/a 1');
    await run('set x/a bad');
    const script =
      'echo "$MOKV_WATCH_TYPE $MOKV_WATCH_KEY $MOKV_WATCH_VALUE $(cat)"; ! grep -q bad <<E\n$MOKV_WATCH_VALUE\nE';
    const words = [
      'watch',
      'x/',
      '--from-rev',
      `${rev}`,
      '-q',
      '--exec',
      `${script}\nexit $(($? * 9))`,
    ];
    expect(await runWords(words)).toEqual({
      code: 9,
      stdout: 'set x/a 1 1\nset x/a bad bad\n',
      stderr: '',
    });
  });

  it('see what happens while they run, and end at Ctrl-C', async () => {
    const watching = start('watch y/');
    await watching.says('watching "y/" from revision');
    await run('set y/a 1');
    await watching.says('\tset\ty/a\t1\n');
    expect((await watching.end('SIGINT')).code).toBe(130);
  });

  it('say at once why they cannot begin', async () => {
    expect((await run('watch a -e 127.0.0.1:1 --timeout 1s')).code).toBe(6);
    expect((await run('lock a -e 127.0.0.1:1 --timeout 1s -- true')).code).toBe(6);
    expect((await run('elect a -e 127.0.0.1:1 --timeout 1s')).code).toBe(6);
  });
});

describe('txn', () => {
  it('does one list or the other', async () => {
    await run('set tx/a 1');
    const transaction = `
      compares:
        - {key: tx/a, value: 1}
        - {key: tx/none, exists: false}
      then:
        - {op: set, key: tx/a, value: 007, ttl: 1h}
        - {op: get, key: tx/a}
        - {op: touch, key: tx/a}
        - {op: delete_range, prefix: tx/none}
      else:
        - {op: get, key: tx/a}`;
    const first = await run('txn', { stdin: transaction });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^OK rev (\d+)\n007\nOK rev \1\nOK rev \1\n$/);
    const path = join(home, 'txn.yaml');
    await writeFile(path, transaction);
    expect(await runWords(['txn', path])).toEqual({
      code: 4,
      stdout: '007\n',
      stderr: 'mokv: a comparison does not hold\nhint: the operations of "else" were done\n',
    });
    const { stdout } = await runWords(['txn', path, '-j']);
    expect(JSON.parse(stdout)).toMatchObject({ succeeded: false, results: [{ value: '007' }] });
  });

  it('takes JSON, compares that are not equal, and an id', async () => {
    await run('set ty/a 5');
    const compares = [{ key: 'ty/a', value: '4', is: 'greater' }];
    const then = [{ op: 'set', key: 'ty/b', value_b64: 'AP8=' }];
    const stdin = JSON.stringify({ compares, then });
    expect((await run('txn - --request-id ty', { stdin })).code).toBe(0);
    expect((await run('get ty/b')).stdout).toBe('\0\xff');
  });

  it.each([
    'then: [{op: foo}]',
    'then: [{op: set, key: ""}]',
    ': : {',
    'compares: [{key: a}]',
    'x: 1',
  ])('refuses %s', async (stdin) => {
    const { code, stdout, stderr } = await run('txn', { stdin });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^mokv: the transaction is malformed: .*\nhint: .*\n$|^mokv: .*\n$/);
  });
});

describe('batch, export and import', () => {
  it('do each line, and tell of each', async () => {
    await run('delete ba/x ba/none -q');
    const lines = [
      'set ba/x "a b"',
      '# a comment',
      'get ba/x',
      '{"op":"get","key":"ba/none"}',
      '{"op":"set","key":"ba/x","value_b64":"AP8=","if_rev":1}',
      '{"op":"touch","key":"ba/x","ttl":"1h"}',
      'delete ba/x',
    ];
    const { code, stdout, stderr } = await run('batch', { stdin: lines.join('\n') });
    expect(code).toBe(3);
    expect(stdout.replaceAll(/rev \d+|: the key was last.*/g, '')).toBe(
      'OK \na b\nERR NOT_FOUND key "ba/none" not found\n' +
        'ERR CONDITION_FAILED the condition does not hold\nOK \nOK \n',
    );
    expect(stderr.split('\n')[0]).toBe('mokv: line 4: key "ba/none" not found');
    const records = (await run('batch -j', { stdin: lines.join('\n') })).stdout
      .trimEnd()
      .split('\n');
    expect(records.map((record) => JSON.parse(record).line)).toEqual([1, 3, 4, 5, 6, 7]);
  });

  it('stop at a line that is malformed, behind what they did', async () => {
    const { code, stdout, stderr } = await run('batch', {
      stdin: 'set ba/y 1\nnonsense\nset ba/z 1',
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: expect.stringMatching(/^OK rev \d+\n$/) });
    expect(stderr).toMatch(/^mokv: line 2: "nonsense" is no operation\n/);
    expect((await run('exists ba/z')).code).toBe(3);
  });

  it('carry thousands of keys, bytes and times to another prefix and back', async () => {
    const sets = Array.from({ length: 5000 }, (_, index) => `set ex/${index} v${index}\n`);
    expect(await run('batch -q', { stdin: sets.join('') })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    await run('set ex/bytes -', { stdin: Buffer.from([0, 255, 10]) });
    await run('set ex/ttl 1 --ttl 1h');
    const path = join(home, 'ex.ndjson');
    const exported = await run('export ex/');
    expect(exported).toMatchObject({ code: 0, stderr: '' });
    await writeFile(path, exported.stdout);
    expect((await runWords(['import', path, '--prefix', 'copy/', '--dry-run'])).stdout).toBe(
      'would write 5002 keys\n',
    );
    expect((await run('count copy/')).stdout).toBe('0\n');
    const imported = await runWords(['import', path, '--prefix', 'copy/']);
    expect(imported.stdout).toMatch(/^OK 5002 keys, rev \d+\n$/);
    const again = await runWords(['import', path, '--prefix', 'copy/', '--if-absent', '-j']);
    expect(JSON.parse(again.stdout)).toMatchObject({ written: 0, skipped: 5002, leased: 0 });
    expect((await run('get copy/ex/bytes')).stdout).toBe('\0\xff\n');
    expect(Number((await run('ttl copy/ex/ttl')).stdout)).toBeGreaterThan(3000);
    expect((await run('delete --prefix copy/ -y')).stdout).toMatch(/^OK 5002 keys deleted/);
  });

  it('say which line of an import is wrong', async () => {
    for (const stdin of ['{"key":1}', 'x', '{"key":"a"}', '{"key":"","value":"1"}']) {
      const { code, stderr } = await run('import -', { stdin });
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringMatching(/^mokv: line 1: /),
      });
    }
    expect((await run('import /none')).code).toBe(2);
    expect((await run('batch -', { stdin: Buffer.from([0xff, 10]) })).code).toBe(2);
  });

  it.each(['list', 'export', 'list --values', 'watch --initial'])(
    '%s ends quietly when nobody reads on',
    async (line) => {
      const child = spawn(process.execPath, [binary, ...line.split(' ')], {
        env: { PATH: process.env.PATH, ...env },
      });
      let stderr = '';
      child.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk.toString();
      });
      child.stdout.once('data', () => child.stdout.destroy());
      const closed = once(child, 'close');
      if (line.startsWith('watch')) await run('set ex/more 1');
      const [code] = await closed;
      const said = stderr.replace(/^watching .*\n/, '');
      expect({ code, said }).toEqual({ code: 0, said: '' });
    },
  );

  it('end at Ctrl-C while they wait for more input', async () => {
    const batch = start('batch -');
    batch.child.stdin.write('set ba/w 1\n');
    await batch.says('OK rev');
    expect((await batch.end('SIGINT')).code).toBe(130);
  });
});

describe('lock', () => {
  it('gives the program a token that grows, and ends as it does', async () => {
    const hold = (...words: string[]) =>
      runWords(['lock', 'lo/a', '--wait', '0', '--', 'sh', '-c', ...words]);
    const first = await hold('echo $MOKV_FENCING_TOKEN; test $MOKV_LOCK = lo/a && exit 7');
    const second = await hold('echo $MOKV_FENCING_TOKEN');
    expect([first.code, second.code]).toEqual([7, 0]);
    expect(Number(second.stdout)).toBeGreaterThan(Number(first.stdout));
    expect((await hold('kill -TERM $$')).code).toBe(143);
    expect((await run('lock lo/a')).code).toBe(2);
    expect((await run('lock lo/a -- /no/such/program')).code).toBe(2);
    expect((await run('count lo/a/')).stdout).toBe('0\n');
  });

  it('is held by one at a time, and given back at Ctrl-C', async () => {
    const holder = start('lock lo/b -- cat');
    holder.child.stdin.write('held\n');
    await holder.says('held');
    expect((await run('lock lo/b --wait 0 -- true')).code).toBe(4);
    expect((await run('lock lo/b --wait 200ms -- true')).code).toBe(4);
    const waiting = start('lock lo/b -- cat');
    waiting.child.stdin.end('mine\n');
    expect((await holder.end('SIGINT')).code).toBe(130);
    expect(await waiting.end()).toEqual({ code: 0, stdout: 'mine\n', stderr: '' });
  });

  it('ends the program when it is lost', async () => {
    const holder = start('lock lo/c --ttl 1s -- cat');
    holder.child.stdin.write('held\n');
    await holder.says('held');
    holder.child.kill('SIGSTOP');
    await until('the lock to be free', async () =>
      (await run('lock lo/c --wait 0 -- true')).code === 0 ? true : undefined,
    );
    const ended = holder.end('SIGCONT');
    expect(await ended).toMatchObject({ code: 1, stderr: expect.stringContaining('was lost') });
  });
});

describe('elect', () => {
  it('lets one lead, tells observers, and the next at Ctrl-C', async () => {
    const observing = start('elect el/a --observe');
    await observing.says('-\n');
    const first = start('elect el/a one');
    await first.says('\tone\n');
    const second = start('elect el/a two -j');
    await observing.says('\tone\n');
    expect((await first.end('SIGINT')).code).toBe(130);
    await second.says('"value":"two"');
    await observing.says('\ttwo\n');
    expect((await run('elect el/a --observe --count 1 -j')).stdout).toMatch(
      /^\{"leader":\{"token":\d+,"value":"two"\}\}\n$/,
    );
    expect((await second.end('SIGTERM')).code).toBe(143);
    expect((await observing.end('SIGINT')).code).toBe(130);
    expect((await run('elect el/a --observe --count 1 -j')).stdout).toBe('{"leader":null}\n');
  });
});
