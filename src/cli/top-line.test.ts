import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandContext } from '../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../test/support/fake-server.ts';
import { LineRunner } from './top-line.ts';

let home: string;
let server: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
  server = await new FakeServer().start(home);
});

afterAll(async () => {
  server.stop();
  await rm(home, { recursive: true });
});

async function run(line: string, mayWrite = false) {
  const environment = { home, endpoints: server.endpoint };
  const runner = new LineRunner(commandContext([], { environment }), () => mayWrite);
  const lines: string[] = [];
  const exit = await runner.run(line, { columns: 80, onLine: (text) => lines.push(text) });
  await runner.close();
  return { exit, lines };
}

describe('a line of the shell', () => {
  it('runs with what it prints line by line, escaped', async () => {
    server.items.set('a', Buffer.from('one\n\x1b[2Jtwo'));
    expect(await run('get a')).toEqual({ exit: 0, lines: ['one', '\\x1b[2Jtwo'] });
  });

  it('goes on behind ; up to the first failure', async () => {
    server.items.set('b', Buffer.from('1'));
    expect(await run('mokv get b; get gone; get b')).toEqual({
      exit: 3,
      lines: ['1', 'mokv: key "gone" not found'],
    });
  });

  it('changes nothing while nothing may be written', async () => {
    expect(await run('set c 1')).toEqual({
      exit: 2,
      lines: ['mokv: read-only: W allows changes'],
    });
    expect(server.items.has('c')).toBe(false);
    expect((await run('set c 1', true)).exit).toBe(0);
    expect(server.items.has('c')).toBe(true);
  });

  it.each([
    ['serve', 'mokv: serve cannot run in here'],
    ['top', 'mokv: top cannot run in here'],
    ["get 'a", "mokv: ' is not closed"],
  ])('%s is refused', async (line, said) => {
    expect(await run(line, true)).toEqual({ exit: 2, lines: [said] });
  });
});
