import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';

let home: string;
let server: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  server = await new FakeServer().start(home);
  server.status = {
    nodeId: 'n1',
    role: 'leader',
    leaderId: 'n1',
    leaderAddr: '10.0.0.1:8400',
    term: 7,
  };
});

afterEach(() => server.stop());

afterAll(() => rm(home, { recursive: true }));

it.each([
  ['leader show', 'n1\t10.0.0.1:8400\n'],
  ['leader show -j', '{"id":"n1","addr":"10.0.0.1:8400","term":7}\n'],
  ['leader transfer n3', 'n3 leads\n'],
  ['leader transfer', 'n2 leads\n'],
  ['leader transfer n3 -j', '{"id":"n3"}\n'],
  ['leader step-down', 'OK\n'],
  ['leader step-down -q', ''],
])('%s', async (line, stdout) => {
  expect(await mokv(line)).toEqual({ exit: 0, stdout, stderr: '' });
});

it('there is none to show during an election', async () => {
  server.status = { ...server.status, role: 'candidate', leaderId: '', leaderAddr: '' };
  const { exit, stdout, stderr } = await mokv('leader show');
  expect({ exit, stdout, line: stderr.split('\n')[0] }).toEqual({
    exit: 6,
    stdout: '',
    line: 'mokv: n1 knows no leader in term 7',
  });
});

function mokv(line: string): Promise<CommandResult> {
  return runCommand(line.split(' '), { environment: { home, endpoints: server.endpoint } });
}
