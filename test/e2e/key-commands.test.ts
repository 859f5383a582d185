import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CommandOptions,
  type CommandResult,
  mokv,
  type NodeProcess,
} from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';
import { startThreeNodes } from '../support/three-nodes.ts';

let home: string;
let nodes: readonly NodeProcess[];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-keys-'));
  nodes = await startThreeNodes(home);
});

afterAll(async () => {
  await Promise.all((nodes ?? []).map((node) => node.end('SIGTERM')));
  await rm(home, { recursive: true });
});

/** One command of the cluster; the words of `line` are separated by blanks. */
function run(line: string, options: CommandOptions = {}): Promise<CommandResult> {
  return runWords(line.split(' '), options);
}

function runWords(words: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const endpoints = nodes.map(({ endpoint }) => endpoint).join(',');
  return mokv(words, {
    ...options,
    env: { HOME: home, MOKV_ENDPOINTS: endpoints, ...options.env },
  });
}

async function json(line: string, options: CommandOptions = {}) {
  const { code, stdout, stderr } = await run(line, options);
  return { code, stderr, document: stdout === '' ? undefined : JSON.parse(stdout) };
}

/** What a command ends with, and that it says nothing else. */
async function expectRun(
  line: string,
  [code, stdout, stderr = '']: readonly [number, string, string?],
  options?: CommandOptions,
): Promise<void> {
  const result = await run(line, options);
  const [message = ''] = result.stderr.split('\n');
  expect({ ...result, stderr: message }, line).toEqual({ code, stdout, stderr });
}

describe('set and get', () => {
  it('set under conditions, and tell the revision', async () => {
    await run('delete c/a');
    const { document } = await json('set c/a 1 --if-absent -j');
    expect(document).toEqual({ key: 'c/a', rev: expect.any(Number), created: true });
    const { rev } = document;
    const refused = `mokv: the condition does not hold: the key was last changed at revision ${rev}`;
    await expectRun('set c/a 2 --if-absent', [4, '', refused]);
    await expectRun(`set c/a 2 --if-rev ${rev + 1}`, [4, '', refused]);
    expect((await run('set c/a 2 --if-value 9')).code).toBe(4);
    await expectRun('set c/a 2 --if-value 1 --prev', [0, '1']);
    expect((await json(`set c/a 3 --if-rev ${rev + 1} --prev -j`)).document).toEqual({
      key: 'c/a',
      rev: rev + 2,
      created: false,
      previous: { value: '2', rev: rev + 1, create_rev: rev, version: 2 },
    });
    await expectRun(`get c/a --rev ${rev}`, [0, '1']);
    expect((await json('get c/a --meta -j')).document).toEqual({
      ...{ key: 'c/a', value: '3', rev: rev + 2, create_rev: rev, version: 3 },
    });
    expect((await run('get c/a --meta')).stdout).toMatch(
      /^rev: {6}\d+\ncreated: .*\nsize: {5}1 B\n$/s,
    );
    await expectRun('set c/a 4 --if-absent --if-rev 1', [
      ...[2, '', "mokv: option '--if-absent' cannot be used with option '--if-rev <n>'"],
    ] as const);
  });

  it('read at a bounded lag, on any node', async () => {
    await run('set c/b 3');
    // A majority has it; the node that is asked may not.
    await until('a node to have the value', async () =>
      (await run('get c/b --max-lag 10s')).stdout === '3' ? true : undefined,
    );
    expect((await json('get c/b --max-lag 10s -j')).document).toEqual({
      ...{ key: 'c/b', value: '3', age_ms: expect.any(Number) },
    });
    await expectRun('get c/b --max-lag 1s --consistency linearizable', [
      ...[2, '', 'mokv: a linearizable read does not lag'],
    ] as const);
    await expectRun('get none --default x', [0, 'x']);
    expect((await run('get none')).code).toBe(3);
    expect((await run('get c/b --rev 999999')).code).not.toBe(0);
  });

  it('let keys end, and tell when', async () => {
    await run('set t/a 1 --ttl 30s');
    const { document } = await json('ttl t/a -j');
    expect(document).toMatchObject({ key: 't/a', ttl_ms: expect.any(Number) });
    expect(document.ttl_ms).toBeLessThanOrEqual(30_000);
    await run('set t/a 2 --keep-ttl');
    expect((await json('ttl t/a -j')).document.expires_at_ms).toBe(document.expires_at_ms);
    expect((await run('ttl t/a --clear')).stdout).toMatch(/^OK rev \d+\n$/);
    await expectRun('ttl t/a', [0, 'never\n']);
    expect((await run('ttl t/a --set 2h')).code).toBe(0);
    expect((await run('ttl t/a')).stdout).toMatch(/^7(200|199)\n$/);
    expect((await run('ttl t/a --set 1h --if-rev 1')).code).toBe(4);
    expect((await run('ttl none')).code).toBe(3);
    expect((await run('ttl none --set 1h')).code).toBe(3);
    expect((await run('set t/a 1 --ttl soon')).code).toBe(2);
  });

  it('do a request once, and tell its outcome', async () => {
    const { stdout } = await run('set r/a 1 --request-id job/7');
    expect((await run('set r/a 1 --request-id job/7')).stdout).toBe(stdout);
    await expectRun('outcome job/7', [0, stdout]);
    const other = { ...(await json('outcome job/7 -j')).document };
    expect(other).toEqual({ id: 'job/7', rev: expect.any(Number), created: true });
    await expectRun('outcome job/8', [3, '', 'mokv: no write "job/8" is known']);
    expect((await run('set r/a 2 --request-id job/7')).code).toBe(4);
  });

  it('say that the outcome is unknown, and under which id it can be asked for', async () => {
    const { code, stderr } = await run('set r/b 1 --timeout 1ms -j');
    expect([6, 7]).toContain(code);
    if (code === 7) expect(stderr).toMatch(/"request_id":"[0-9a-f-]{36}\/1"/);
  });

  it('carry bytes that are no text, and keys of 4 KiB', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    await run('set b/bytes -', { stdin: bytes });
    await expectRun('get b/bytes', [0, bytes.toString('latin1')]);
    await run('set b/empty', { stdin: '' });
    await expectRun('get b/empty', [0, '']);
    await writeFile(join(home, 'value'), 'of a file');
    await runWords(['set', 'b/file', `@${join(home, 'value')}`]);
    await expectRun('get b/file', [0, 'of a file']);
    const long = `b/${'k'.repeat(4094)}`;
    await expectRun(`set ${long} 1 -q`, [0, '']);
    await expectRun(`get ${long}`, [0, '1']);
    await expectRun('list b/k', [0, `${long}\n`]);
    await expectRun(`list b/ --after ${long}`, [0, '']);
    expect((await run(`delete --range ${long} c --dry-run`)).stdout).toBe('would delete 1 key\n');
    await expectRun(`exists ${long}`, [0, '']);
    expect((await run(`history ${long}`)).stdout).toMatch(/^\d+\tset\tb\/k{4094}\t1\n$/);
    expect((await run(`set ${long}k 1`)).code).toBe(2);
  });

  it('edit a value, unless somebody else did', async () => {
    await run('set e/a hello');
    const edit = (editor: string) => run('edit e/a', { env: { EDITOR: editor, TMPDIR: home } });
    expect((await edit('sed -i s/hello/bye/')).stdout).toMatch(/^OK rev \d+\n$/);
    await expectRun('get e/a', [0, 'bye']);
    expect(await edit('true')).toEqual({
      ...{ code: 0, stdout: '', stderr: 'mokv: the value was not changed\n' },
    });
    expect((await edit('false')).code).toBe(1);
    const script = join(home, 'conflicting-editor');
    const binary = new URL('../../dist/mokv.js', import.meta.url).pathname;
    const body = `#!/bin/sh\n'${process.execPath}' '${binary}' set e/a theirs -q && echo mine > "$1"\n`;
    await writeFile(script, body, { mode: 0o700 });
    const { code, stderr } = await edit(script);
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: expect.stringMatching(
        /^mokv: "e\/a" was changed meanwhile\nhint: what you wrote is in /,
      ),
    });
    await expectRun('get e/a', [0, 'theirs']);
    const created = await run('edit e/new -j', { env: { VISUAL: 'printf new >' } });
    expect(JSON.parse(created.stdout)).toMatchObject({ key: 'e/new', created: true });
  });
});

describe('list, count, exists and delete', () => {
  beforeAll(async () => {
    const keys = ['l/a', 'l/b', 'l/c/x', 'l/c/y', 'l/d'];
    await run('batch -q', { stdin: keys.map((key, index) => `set ${key} ${index}\n`).join('') });
  });

  it.each([
    ['list l/', 'l/a\nl/b\nl/c/x\nl/c/y\nl/d\n'],
    ['list l/ --keys-only -r', 'l/d\nl/c/y\nl/c/x\nl/b\nl/a\n'],
    ['list l/ --values --limit 2', 'l/a\t0\nl/b\t1\n'],
    ['list l/ --delimiter /', 'l/a\nl/b\nl/c/\nl/d\n'],
    ['list l/ --delimiter / --after l/c/', 'l/d\n'],
    ['list l/ --after l/b --limit 1', 'l/c/x\n'],
    ['list l/ --after l/b -r', 'l/a\n'],
    ['list l/ --from l/b --to l/c/y', 'l/b\nl/c/x\n'],
    ['list l/ -0 --limit 2', 'l/a\0l/b\0'],
    ['list l/c/ --values -j', '{"key":"l/c/x","value":"2"}\n{"key":"l/c/y","value":"3"}\n'],
    ['list l/ --delimiter / --from l/c -j --limit 1', '{"prefix":"l/c/","keys":2}\n'],
    ['list l/a --values --hex --max-lag 10s', 'l/a\t30\n'],
    ['list none', ''],
    ['count l/', '5\n'],
    ['count --prefix l/c/', '2\n'],
    ['count none', '0\n'],
    ['exists l/a', ''],
    ['exists l/a -j', '{"key":"l/a","exists":true}\n'],
  ])('%s', async (line, stdout) => {
    await expectRun(line, [0, stdout]);
  });

  it('tell what is known about keys', async () => {
    expect((await run('list l/a --meta')).stdout).toMatch(/^l\/a\t\d+\t1\tnever\n$/);
    expect((await json('list l/a --meta -j')).document).toMatchObject({ key: 'l/a', version: 1 });
    await expectRun('exists none', [3, '']);
    await expectRun('exists none -j', [3, '{"key":"none","exists":false}\n']);
    expect((await run('count a --prefix b')).code).toBe(2);
    expect((await run('list --after a --from b')).code).toBe(2);
    expect((await run('list --meta --values')).code).toBe(2);
  });

  it('delete what is named, under conditions', async () => {
    await run('set d/a 1');
    await expectRun('delete d/a --dry-run', [0, 'would delete 1 key\n']);
    expect((await run('delete d/a --if-rev 1')).code).toBe(4);
    expect((await json('rm d/a none -j')).document).toMatchObject({
      keys: ['d/a', 'none'],
      deleted: 1,
    });
    expect((await run('del none')).code).toBe(0);
    await expectRun('delete none --must-exist', [3, '', 'mokv: key "none" not found']);
    expect((await run('delete a b --if-rev 1')).code).toBe(2);
    expect((await run('delete')).code).toBe(2);
  });

  it('delete ranges after a yes alone', async () => {
    const keys = ['x/1', 'x/2', 'x/3', 'x/4'];
    await run('batch -q', { stdin: keys.map((key) => `set ${key} v\n`).join('') });
    await expectRun('delete --prefix x/', [
      ...[2, '', 'mokv: deleting a range needs a yes, and stdin is no terminal'],
    ] as const);
    await expectRun('delete --prefix x/ --dry-run', [0, 'would delete 4 keys\n']);
    expect((await json('delete --range x/2 x/4 -y -j')).document).toEqual({
      deleted: 2,
      rev: expect.any(Number),
    });
    expect((await run('delete --prefix x/ -y')).stdout).toMatch(/^OK 2 keys deleted, rev \d+\n$/);
    expect((await run('delete --prefix x/ -y --must-exist')).code).toBe(3);
    for (const line of ['--all a', '--prefix x/ a', '--range a', '--prefix x/ --all']) {
      expect((await run(`delete ${line} -y`)).code, line).toBe(2);
    }
    expect((await runWords(['delete', '--prefix', '', '-y'])).code).toBe(2);
    expect((await run('delete --all --dry-run')).stdout).toMatch(/^would delete \d+ keys\n$/);
  });
});

describe('apply and diff', () => {
  it('plan, do and undo what a directory says', async () => {
    const directory = join(home, 'config');
    await mkdir(join(directory, 'sub'), { recursive: true });
    await writeFile(join(directory, 'one'), '1');
    await writeFile(join(directory, 'sub', 'two'), '2');
    await writeFile(join(directory, '.hidden'), 'x');
    const apply = (...flags: string[]) =>
      runWords(['apply', directory, '--prefix', 'ap/', ...flags]);
    const diff = (...flags: string[]) => runWords(['diff', directory, '--prefix', 'ap/', ...flags]);
    expect((await apply('--dry-run')).stdout).toBe(
      '+ ap/one\n+ ap/sub/two\n2 to create, 0 to update, 0 to delete, 0 unchanged\n',
    );
    expect((await diff()).code).toBe(4);
    expect((await apply()).stdout).toMatch(
      /2 created, 0 updated, 0 deleted, 0 unchanged, rev \d+\n$/,
    );
    expect(await diff()).toMatchObject({ code: 0 });
    await run('set ap/gone x');
    await run('set ap/one other');
    expect(await diff('--prune')).toEqual({
      code: 4,
      stdout:
        '~ ap/one\t"other" -> "1"\n- ap/gone\t"x"\n' +
        '0 to create, 1 to update, 1 to delete, 1 unchanged\n',
      stderr: '',
    });
    expect((await apply('--prune')).code).toBe(2);
    expect(JSON.parse((await apply('--prune', '-y', '-j')).stdout)).toMatchObject({
      ...{ created: 0, updated: 1, deleted: 1, unchanged: 1 },
    });
    await expectRun('list ap/ --values', [0, 'ap/one\t1\nap/sub/two\t2\n']);
    expect((await runWords(['apply', directory, '--prune'])).code).toBe(2);
  });

  it('take documents and exports', async () => {
    const document = 'ad/port: 8400\nad/text: |\n  hello\n';
    expect((await run('apply - -q', { stdin: document })).code).toBe(0);
    await expectRun('list ad/ --values', [0, 'ad/port\t8400\nad/text\thello\n\n']);
    expect((await run('diff -', { stdin: document })).code).toBe(0);
    expect((await run('apply -', { stdin: 'a: {b: c}' })).code).toBe(2);
    expect((await run('apply -', { stdin: '- a' })).code).toBe(2);
    const path = join(home, 'ad.ndjson');
    await writeFile(path, (await run('export ad/')).stdout);
    expect((await runWords(['diff', path])).code).toBe(0);
  });
});
