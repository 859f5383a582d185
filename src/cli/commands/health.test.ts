import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';
import { freePorts } from '../../../test/support/free-port.ts';
import { MokvError } from '../../shared/errors.ts';

let home: string;
let server: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  server = await new FakeServer().start(home);
  server.status = { nodeId: 'n1', role: 'leader', leaderId: 'n1', ready: true };
});

afterEach(() => server.stop());

afterAll(() => rm(home, { recursive: true }));

it('tells that each endpoint is ready', async () => {
  expect(await mokv('health')).toEqual({
    exit: 0,
    stdout: `n1\t${server.endpoint}\tready\tleader\t\n`,
    stderr: '',
  });
  expect(await mokv('health -q')).toEqual({ exit: 0, stdout: '', stderr: '' });
});

it.each([
  [{ ready: false, drained: true }, 'it is drained'],
  [{ ready: false, leaderId: '' }, 'it knows no leader'],
  [{ ready: false }, 'it has not caught up yet'],
])('ends with exit code 8 for %j', async (status, problem) => {
  server.status = { ...server.status, ...status };
  expect(await mokv('health')).toEqual({
    exit: 8,
    stdout: `n1\t${server.endpoint}\tlive\tleader\t${problem}\n`,
    stderr: "mokv: 1 node not ready: n1\nhint: 'mokv doctor' tells what is wrong\n",
  });
  expect(await mokv('health --live -q')).toEqual({ exit: 0, stdout: '', stderr: '' });
});

it('--all asks every node, also one that is not there', async () => {
  const [port] = (await freePorts(1)) as [number];
  server.status = {
    ...server.status,
    servers: [
      { id: 'n1', addr: server.endpoint, voter: true },
      { id: 'n2', addr: `127.0.0.1:${port}`, voter: true },
    ],
  };
  const { exit, stdout } = await mokv('health --all --live -j');
  expect({ exit, ...JSON.parse(stdout) }).toEqual({
    exit: 8,
    healthy: false,
    nodes: [
      {
        id: 'n1',
        addr: server.endpoint,
        live: true,
        ready: true,
        drained: false,
        role: 'leader',
        problem: null,
      },
      {
        id: 'n2',
        addr: `127.0.0.1:${port}`,
        live: false,
        ready: false,
        drained: null,
        role: null,
        problem: expect.stringContaining('connection refused'),
      },
    ],
  });
});

it('does not take a refusal for bad health', async () => {
  server.behaviour = () => new MokvError('PERMISSION_DENIED', 'you may not');
  expect(await mokv('health')).toEqual({ exit: 5, stdout: '', stderr: 'mokv: you may not\n' });
});

function mokv(line: string): Promise<CommandResult> {
  return runCommand(line.split(' '), { environment: { home, endpoints: server.endpoint } });
}
