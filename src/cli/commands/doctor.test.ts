import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';

let home: string;
let server: FakeServer;

const n1 = {
  name: 'n1',
  status: 'alive',
  addr: '10.0.0.1:8401',
  tags: { rpc_addr: '10.0.0.1:8400', mokv: '1.2.0' },
};

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  server = await new FakeServer().start(home);
});

afterEach(() => server.stop());

afterAll(() => rm(home, { recursive: true }));

describe('doctor', () => {
  beforeEach(() => {
    server.status = {
      nodeId: 'n1',
      role: 'leader',
      leaderId: 'n1',
      version: '1.2.0',
      certificateExpiryMs: Date.now() + 100 * 86_400_000,
      appliedIndex: 1,
      commitIndex: 1,
      lastIndex: 1,
      servers: [{ id: 'n1', addr: '10.0.0.1:8400', voter: true }],
    };
    server.pool = { nodeId: 'n1', encrypted: true, members: [n1] };
  });

  it('is silent but for one line when all is well', async () => {
    expect(await mokv('doctor')).toEqual({
      exit: 0,
      stdout: 'healthy: 1 voter, needs 1, can lose 0\n',
      stderr: '',
    });
    expect((await mokv('doctor -j')).stdout).toBe('{"healthy":true,"findings":[]}\n');
  });

  it('prints evidence and remedy, and fails', async () => {
    server.pool = { ...server.pool, encrypted: false };
    const stderr =
      'mokv: 1 finding: gossip is not encrypted: whoever reaches the port can join and evict\n';
    expect(await mokv('doctor')).toEqual({
      exit: 8,
      stdout:
        'warning: gossip is not encrypted: whoever reaches the port can join and evict\n' +
        '  seen: n1 has no gossip-key-file\n' +
        '  do:   start every node with the same --gossip-key-file\n',
      stderr,
    });
    expect(await mokv('doctor -q')).toEqual({ exit: 8, stdout: '', stderr });
  });

  it('is unavailable when nobody answers', async () => {
    expect(await mokv('doctor -e 127.0.0.1:9')).toMatchObject({ exit: 6, stdout: '' });
  });
});

/** The words of `line` are separated by blanks. */
function mokv(line: string): Promise<CommandResult> {
  const environment = { home, endpoints: server.endpoint };
  return runCommand(line.split(' '), { environment });
}
