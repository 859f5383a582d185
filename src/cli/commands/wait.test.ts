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
  server.status = { nodeId: 'n1', role: 'candidate', term: 1 };
});

afterEach(() => server.stop());

afterAll(() => rm(home, { recursive: true }));

it('--leader ends when a leader answers', async () => {
  const waiting = mokv('wait --leader');
  await expect.poll(() => server.calls.length).toBeGreaterThan(0);
  server.status = { nodeId: 'n1', role: 'leader', leaderId: 'n1', term: 2 };
  expect(await waiting).toEqual({ exit: 0, stdout: 'OK\n', stderr: '' });
});

it('--ready ends when each endpoint is ready, also one that was not there at first', async () => {
  const [port] = (await freePorts(1)) as [number];
  const waiting = mokv(`wait --ready -e ${server.endpoint},127.0.0.1:${port} -j`);
  await expect.poll(() => server.calls.length).toBeGreaterThan(1);
  const late = await new FakeServer().start(home, home, port);
  const { exit, stdout } = await waiting;
  late.stop();
  expect({ exit, ...JSON.parse(stdout) }).toEqual({ exit: 0, waited_ms: expect.any(Number) });
});

it('--nodes ends when so many voters are in contact and alive in gossip', async () => {
  const servers = ['n1', 'n2', 'n3'].map((id) => ({ id, addr: '127.0.0.1:9', voter: true }));
  const peers = ['n2', 'n3'].map((id) => ({ id, state: 'pipeline', lastContactMs: 5 }));
  server.status = { nodeId: 'n1', role: 'leader', leaderId: 'n1', servers, peers };
  const pool = (...statuses: string[]) => ({
    members: statuses.map((status, index) => ({ name: `n${index + 1}`, status })),
  });
  server.pool = pool('alive', 'alive', 'failed');
  expect(await mokv('wait --nodes 3 --timeout 300ms')).toEqual({
    exit: 8,
    stdout: '',
    stderr:
      'mokv: gave up after 0.3s: 2 of 3 voters are alive: n1, n2\n' +
      "hint: 'mokv member list' shows the others\n",
  });
  const waiting = mokv('wait --nodes 3');
  await expect.poll(() => server.calls.length).toBeGreaterThan(4);
  server.pool = pool('alive', 'alive', 'alive');
  expect(await waiting).toEqual({ exit: 0, stdout: 'OK\n', stderr: '' });
});

it('--applied ends when each endpoint has applied the revision', async () => {
  server.status = { nodeId: 'n1', revision: 4 };
  expect((await mokv('wait --applied 5 --timeout 300ms')).stderr).toBe(
    'mokv: gave up after 0.3s: n1 is at revision 4 of 5\n' +
      "hint: 'mokv status' shows how far it is\n",
  );
  const waiting = mokv('wait --applied 5');
  server.status = { nodeId: 'n1', revision: 5 };
  expect(await waiting).toEqual({ exit: 0, stdout: 'OK\n', stderr: '' });
});

it('--exists ends when the key is there', async () => {
  expect(await mokv('wait --exists k --timeout 300ms')).toMatchObject({ exit: 8, stdout: '' });
  const waiting = mokv('wait --exists k');
  server.items.set('k', Buffer.from('v'));
  expect(await waiting).toEqual({ exit: 0, stdout: 'OK\n', stderr: '' });
});

it('ends with exit code 8 and the reason when the time is over', async () => {
  expect(await mokv('wait --leader --timeout 300ms')).toEqual({
    exit: 8,
    stdout: '',
    stderr:
      'mokv: gave up after 0.3s: n1 knows no leader in term 1\n' +
      "hint: try again in a second; if it stays, a quorum is missing: 'mokv status' on each server\n",
  });
  server.isReady = false;
  const { exit, stderr } = await mokv('wait --ready --timeout 300ms');
  expect({ exit, line: stderr.split('\n')[0] }).toEqual({
    exit: 8,
    line: `mokv: gave up after 0.3s: ${server.endpoint} is not ready`,
  });
});

it('does not wait for what never passes', async () => {
  server.behaviour = () => new MokvError('PERMISSION_DENIED', 'user "nobody" may not observe');
  expect(await mokv('wait --leader')).toEqual({
    exit: 5,
    stdout: '',
    stderr: 'mokv: user "nobody" may not observe\n',
  });
});

it('wants to know what for, and only one thing', async () => {
  expect((await mokv('wait')).stderr).toContain(
    'wait needs one of --leader, --ready, --nodes, --applied, --exists',
  );
  expect(await mokv('wait --leader --ready')).toMatchObject({ exit: 2 });
  expect(await mokv('wait --leader --nodes 3')).toMatchObject({ exit: 2 });
  expect(await mokv('wait --nodes none')).toMatchObject({ exit: 2 });
});

function mokv(line: string): Promise<CommandResult> {
  return runCommand(line.split(' '), { environment: { home, endpoints: server.endpoint } });
}
