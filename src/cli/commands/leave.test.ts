import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CommandResult,
  type CommandRun,
  runCommand,
} from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';
import { MokvError } from '../../shared/errors.ts';

let home: string;
let server: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  server = await new FakeServer().start(home);
});

afterEach(() => server.stop());

afterAll(() => rm(home, { recursive: true }));

describe('leave', () => {
  beforeEach(() => {
    const servers = ['n1', 'n2', 'n3'].map((id) => ({ id, addr: '127.0.0.1:9', voter: true }));
    server.status = { nodeId: 'n1', role: 'follower', leaderId: 'n2', servers };
  });

  it('asks, has the leader remove the node, and only then the node go', async () => {
    expect(await mokv('leave', { typed: 'y\n' })).toEqual({
      exit: 0,
      stdout: 'n1 left\n',
      stderr: 'removing n1 leaves 2 voters, which can lose 0. Have n1 leave and stop? [y/N] ',
    });
    expect(server.changes.map(([method]) => method)).toEqual(['removeMember', 'leave']);
  });

  it('does not leave when the leader refuses', async () => {
    server.behaviour = (method) =>
      method === 'removeMember' ? new MokvError('CONDITION_FAILED', 'no quorum') : 'answer';
    expect(await mokv('leave -y')).toEqual({ exit: 4, stdout: '', stderr: 'mokv: no quorum\n' });
    expect(server.calls).toEqual(['status', 'removeMember']);
  });

  it('needs no leader when the node is no member', async () => {
    server.status = { ...server.status, servers: [] };
    expect(await mokv('leave -y -j')).toMatchObject({ exit: 0, stdout: '{"id":"n1"}\n' });
    expect(server.calls).toEqual(['status', 'leave']);
  });

  it('is about one node, and wants a yes', async () => {
    expect(await mokv('leave')).toMatchObject({ exit: 2 });
    const { exit, stderr } = await mokv(`leave -y -e ${server.endpoint},127.0.0.1:9`);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr:
        'mokv: 2 endpoints are given, and one is meant\nhint: name the one node with -e HOST:PORT\n',
    });
    expect(server.calls).toEqual([]);
  });
});

/** The words of `line` are separated by blanks. */
function mokv(line: string, options: CommandRun = {}): Promise<CommandResult> {
  const environment = { home, endpoints: server.endpoint };
  return runCommand(line.split(' '), { environment, ...options });
}
