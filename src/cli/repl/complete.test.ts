import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandContext } from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';
import type { CommandContext } from '../command-context.ts';
import { completeLine } from './complete.ts';
import { hintFor } from './hint.ts';

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

describe('completeLine', () => {
  it.each<[line: string, candidates: string[], typed: string]>([
    ['statu', ['status '], 'statu'],
    ['get a; statu', ['status '], 'statu'],
    ['2 statu', ['status '], 'statu'],
    ['leader sh', ['show '], 'sh'],
    ['"statu', ['status '], '"statu'],
    ['list --consistency ', ['linearizable ', 'stale '], ''],
    ['list --consist', ['--consistency '], '--consist'],
    ['help exit', ['exit-codes '], 'exit'],
    ['.help statu', ['status '], 'statu'],
    ['.mod', ['.mode '], '.mod'],
    ['.mode j', ['json '], 'j'],
    [':set timing ', ['off ', 'on '], ''],
    ['.complete ', ['keys '], ''],
    ['.complete keys o', ['on ', 'off '], 'o'],
    ['nonsense ', [], ''],
  ])('%j', async (line, candidates, typed) => {
    expect(await completeLine(context(), line)).toEqual({ candidates, typed });
  });
});

describe('hintFor', () => {
  it.each([
    ['', ''],
    ['set', ' <key> [value]'],
    ['set ', '<key> [value]'],
    ['get a; set k ', '[value]'],
    ['set k v', ''],
    ['delete a b', ''],
    ['list --limit', ' <n>'],
    ['list --limit 3 ', '[prefix]'],
    ['leader', ' show|transfer|step-down'],
    ['leader show', ''],
    ['.mode', ' auto|plain|table|json|ndjson'],
    ['.mode json', ''],
    ['set "', ''],
    ['nonsense', ''],
  ])('%j: %j', async (line, hint) => {
    expect(await hintFor(context(), line)).toBe(hint);
  });
});

function context(): CommandContext {
  return commandContext([], { environment: { home, endpoints: server.endpoint } });
}
