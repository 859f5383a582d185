import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../support/has-program.ts';
import { NodeProcess } from '../support/mokv-process.ts';
import { Terminal } from '../support/terminal.ts';

const binary = fileURLToPath(new URL('../../dist/mokv.js', import.meta.url));
const hasTmux = hasProgram('tmux', 'tests of the shell at a terminal', '-V');

describe.skipIf(!hasTmux)('the shell at a terminal', () => {
  let home: string;
  let node: NodeProcess;
  let terminal: Terminal | undefined;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'mokv-repl-'));
    node = await NodeProcess.create(home, ['--node-name', 'n1']);
    await node.start();
    for (const key of ['a', 'long/key']) {
      expect(await node.run(['set', key, '1'])).toMatchObject({ code: 0 });
    }
  });

  afterEach(async () => {
    await terminal?.close();
    terminal = undefined;
    await rm(join(home, '.local'), { recursive: true, force: true });
    await rm(join(home, '.config'), { recursive: true, force: true });
  });

  afterAll(async () => {
    await node.end('SIGTERM');
    await rm(home, { recursive: true });
  });

  async function shell(env: Readonly<Record<string, string>> = {}): Promise<Terminal> {
    terminal = await Terminal.start(`${process.execPath} ${binary} repl`, {
      columns: 80,
      rows: 24,
      env: { HOME: home, MOKV_ENDPOINTS: node.endpoint, ...env },
    });
    await terminal.ends('n1*> ');
    return terminal;
  }

  it('runs commands, also over several lines, and leaves on Ctrl-D', async () => {
    const at = await shell();
    await at.type('get a; set -q k "two\r');
    await at.ends('\n... ');
    await at.type('lines"; get k; get none\r');
    const screen = await at.ends('not found\nn1*> ');
    expect(screen).toBe(
      [
        ...['n1*> get a; set -q k "two', '... lines"; get k; get none', '1', 'two', 'lines'],
        ...['mokv: key "none" not found', 'n1*>'],
      ].join('\n'),
    );
    await at.keys('C-d');
    await at.ends('\nended with 0');
  });

  it('shows what a command takes behind the cursor, and takes it back', async () => {
    const at = await shell();
    await at.type('set');
    await at.ends('n1*> set <key> [value]');
    await at.type(' k');
    await at.ends('n1*> set k [value]');
    await at.keys('C-c');
    await at.ends('n1*> set k^C\nn1*> ');
  });

  it('completes commands, flags and keys', async () => {
    const at = await shell();
    await at.type('lead');
    await at.keys('Tab');
    await at.type('sh');
    await at.keys('Tab');
    await at.type('--serv');
    await at.keys('Tab');
    await at.ends('n1*> leader show --server-name <name>');
    await at.keys('C-c');
    await at.type('get lon');
    await at.keys('Tab');
    await at.ends('n1*> get long/');
    await at.keys('Tab');
    await at.ends('n1*> get long/key');
    await at.keys('C-c');
    await at.type('.complete keys off\r');
    await at.type('get lon');
    await at.keys('Tab');
    await at.type('?');
    await at.ends('n1*> get lon?');
  });

  it('keeps its history for its user alone, and finds it again with Ctrl-R', async () => {
    const first = await shell();
    await first.type('get "a\r');
    await first.ends('... ');
    await first.type('"\r');
    await first.ends('n1*> ');
    await first.type(' get a\r');
    await first.ends('1\nn1*> ');
    await first.keys('C-d');
    await first.ends('ended with 0');
    const path = join(home, '.local', 'state', 'mokv', 'history');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toBe('get "a\\n"\n');
    await first.close();
    const second = await shell();
    await second.keys('C-r');
    await second.type('get');
    await second.ends('n1*> get "a\\n"\nbck-i-search: get_');
    await second.keys('Enter');
    await second.ends('not found\nn1*> ');
  });

  it('keeps no history where MOKV_HISTFILE says so', async () => {
    const at = await shell({ MOKV_HISTFILE: '/dev/null' });
    await at.type('get a\r');
    await at.ends('1\nn1*> ');
    await at.keys('Up');
    await at.ends('n1*> get a');
    await expect(stat(join(home, '.local'))).rejects.toThrow('ENOENT');
  });

  it('remembers settings', async () => {
    const first = await shell();
    await first.type(':set mode json\r');
    await first.ends('n1*> ');
    await first.keys('C-d');
    await first.ends('ended with 0');
    await first.close();
    const second = await shell();
    await second.type('get a\r');
    await second.ends('"value":"1"}\nn1*> ');
  });

  it('stops a command on Ctrl-C, which never leaves', async () => {
    const at = await shell();
    await at.type('wait --nodes 9\r');
    await at.ends('wait --nodes 9');
    await at.keys('C-c');
    await at.ends('^C\nn1*> ');
    await at.keys('C-c');
    await at.keys('C-c');
    await at.type('get a\r');
    await at.ends('1\nn1*> ');
  });

  it('takes the answer to a question, or no answer', async () => {
    const at = await shell();
    await at.type('member remove n1\r');
    await at.ends('[y/N] ');
    await at.type('no\r');
    await at.ends('nothing was changed\nn1*> ');
    await at.type('member remove n1\r');
    await at.ends('[y/N] ');
    await at.type('ye');
    await at.keys('C-c');
    await at.ends('[y/N] ye^C\nn1*> ');
  });

  it('runs nothing of what is pasted before Enter', async () => {
    const at = await shell();
    await at.paste('set p 1\nget p\n');
    await at.ends('n1*> set p 1; get p');
    await at.keys('C-c');
    const lines = Array.from({ length: 1000 }, (_, index) => `get paste-${index}`);
    await at.paste(`set p 2\n${lines.join('\n')}\n`);
    await at.ends('n1*> [paste 1: 1001 lines]');
    expect(await node.run(['get', 'p'])).toMatchObject({ code: 3 });
    await at.keys('Enter');
    await at.ends('not found\nn1*> ');
    expect(await node.run(['get', 'p'])).toMatchObject({ code: 0, stdout: '2' });
  });

  it('counts the columns of wide characters', async () => {
    const at = await shell();
    await at.type('set -q w 値値');
    await at.keys('Left', 'Left');
    await at.type('ü');
    await at.ends('n1*> set -q w ü値値');
    await at.keys('Enter');
    await at.ends('n1*> ');
  });

  it('draws its line anew when the window changes', async () => {
    const at = await shell();
    await at.type('list some/long/prefix --limit 10 --after some/long/key');
    await at.resize(40, 10);
    await at.ends('n1*> list some/long/prefix --limit 10 --\nafter some/long/key');
    await at.resize(80, 24);
    await at.keys('C-c');
    await at.ends('^C\nn1*> ');
  });

  it('says when the connection is lost, and once when it is back', async () => {
    const at = await shell();
    await node.end('SIGKILL');
    await at.ends('(no connection)> ');
    await node.start();
    await at.ends('connected to n1 again\nn1*> ');
  });
});
