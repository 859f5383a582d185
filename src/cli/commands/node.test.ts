import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';
import { MokvError } from '../../shared/errors.ts';

let home: string;
let server: FakeServer;
let second: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  server = await new FakeServer().start(home);
  second = await new FakeServer().start(home);
  server.status = {
    nodeId: 'n1',
    role: 'leader',
    leaderId: 'n1',
    servers: [
      { id: 'n1', addr: server.endpoint, voter: true },
      { id: 'n2', addr: second.endpoint, voter: true },
    ],
  };
});

afterEach(() => {
  server.stop();
  second.stop();
});

afterAll(() => rm(home, { recursive: true }));

describe('node ok-to-stop', () => {
  const verdict = { ok: true, reason: 'two are left', voters: 3, healthy: 2, quorum: 2 };

  it('gives the arithmetic of the leader', async () => {
    server.answers.okToStop = () => verdict;
    expect(await mokv('node ok-to-stop n2')).toEqual({
      exit: 0,
      stdout: 'OK: two are left\n',
      stderr: '',
    });
    expect(JSON.parse((await mokv('node ok-to-stop n2 n1 -j')).stdout)).toEqual(verdict);
    expect(server.changes.at(-1)).toEqual(['okToStop', { nodeIds: ['n2', 'n1'] }]);
  });

  it('ends with exit code 8 when the cluster would stop', async () => {
    server.answers.okToStop = () => ({ ...verdict, ok: false, reason: 'one is left' });
    expect(await mokv('node ok-to-stop n2 n1')).toEqual({
      exit: 8,
      stdout: '',
      stderr:
        'mokv: do not stop n2, n1: one is left\n' +
        "hint: 'mokv member list' shows who is missing\n",
    });
    const { exit, stdout } = await mokv('node ok-to-stop n2 -j');
    expect({ exit, ok: JSON.parse(stdout).ok }).toEqual({ exit: 8, ok: false });
  });
});

describe('node drain and undrain', () => {
  it('asks the node that is named', async () => {
    expect(await mokv('node drain n2')).toEqual({ exit: 0, stdout: 'n2: drained\n', stderr: '' });
    expect([server.changes, second.changes]).toEqual([[], [['drain', { drained: true }]]]);
    expect((await mokv('node undrain n2 -j')).stdout).toBe(
      '{"nodes":[{"id":"n2","error":null,"drained":false}]}\n',
    );
  });

  it('asks the only endpoint when none is named, and none of several', async () => {
    expect((await mokv('node drain')).stdout).toBe('n1: drained\n');
    expect(await mokv(`node drain -e ${server.endpoint},${second.endpoint}`)).toMatchObject({
      exit: 2,
    });
    expect(await mokv('node drain n9')).toMatchObject({ exit: 3 });
    expect(await mokv('node undrain n2 --all')).toMatchObject({ exit: 2 });
  });

  it('says who did not do it', async () => {
    second.behaviour = () => new MokvError('PERMISSION_DENIED', 'you may not');
    expect(await mokv('node undrain --all')).toEqual({
      exit: 5,
      stdout: 'n1: no longer drained\n',
      stderr: 'mokv: n2: you may not\n',
    });
    expect((await mokv('node undrain --all -o ndjson')).stdout).toBe(
      '{"id":"n1","error":null,"drained":false}\n' +
        '{"id":"n2","error":{"code":"PERMISSION_DENIED","message":"you may not"}}\n',
    );
  });
});

it('node reload and log-level ask every node', async () => {
  expect((await mokv('node reload --all')).stdout).toBe('n1: reloaded\nn2: reloaded\n');
  server.answers.setLogLevel = ({ level }: { level: string }) => ({ level: level || 'info' });
  second.answers.setLogLevel = () => ({ level: 'debug' });
  expect((await mokv('node log-level --all')).stdout).toBe('n1: info\nn2: debug\n');
  expect((await mokv('node log-level warn')).stdout).toBe('n1: warn\n');
  expect((await mokv('node log-level warn --node n2 -o ndjson')).stdout).toBe(
    '{"id":"n2","error":null,"log_level":"debug"}\n',
  );
});

it('node info shows facts, configuration and log', async () => {
  server.answers.nodeInfo = () => ({
    nodeId: 'n1',
    version: '1.0.0',
    nodeVersion: 'v24.0.0',
    pid: 12,
    rssBytes: 1024,
    heapBytes: 512,
    loopDelayP99Us: 1500,
    logLevel: 'info',
    configuration: { 'rpc-port': '8400', 'data-dir': '/d\u001b[2J' },
    certificates: [{ use: 'server', subject: 'CN=a', expiryMs: Date.now() + 3.5 * 86_400_000 }],
    log: ['a line'],
  });
  expect((await mokv('node info --log 1')).stdout.split('\n')).toEqual([
    'node:        n1, mokv 1.0.0, Node.js v24.0.0, process 12',
    'memory:      1.0 KiB, heap 512 B',
    'event loop:  late by 1.5ms at most',
    'log level:   info',
    'certificate: server, CN=a, 3d',
    '  data-dir = /d\\x1b[2J',
    '  rpc-port = 8400',
    'a line',
    '',
  ]);
  expect(server.changes).toEqual([['nodeInfo', { logLines: 1 }]]);
  expect(JSON.parse((await mokv('node info -j')).stdout)).toMatchObject({ id: 'n1', pid: 12 });
});

function mokv(line: string): Promise<CommandResult> {
  return runCommand(line.split(' '), { environment: { home, endpoints: server.endpoint } });
}
