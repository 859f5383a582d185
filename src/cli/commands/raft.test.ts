import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';

let home: string;
let first: FakeServer;
let second: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  first = await new FakeServer().start(home);
  second = await new FakeServer().start(home);
  first.status = {
    ...{ nodeId: 'n1', role: 'leader', leaderId: 'n1', commitIndex: 8, configurationIndex: 3 },
    servers: [
      { id: 'n1', addr: first.endpoint, voter: true },
      { id: 'n2', addr: second.endpoint, voter: false },
    ],
  };
});

afterEach(() => {
  first.stop();
  second.stop();
});

afterAll(() => rm(home, { recursive: true }));

describe('raft', () => {
  it('log tail lists entries', async () => {
    const entry = { index: 7, term: 2, type: 'command', bytes: 77, commands: 3, committed: true };
    first.answers.raftLog = () => ({
      firstIndex: 4,
      entries: [entry, { ...entry, index: 8, committed: false }],
    });
    expect((await mokv('raft log tail -n 2')).stdout).toBe(
      '7\t2\tcommand\t77 B\t3\t\n8\t2\tcommand\t77 B\t3\tnot committed\n',
    );
    expect(first.changes).toEqual([['raftLog', { count: 2 }]]);
    const { first_index, entries } = JSON.parse((await mokv('raft log tail -j')).stdout);
    expect({ first_index, first: entries[0] }).toEqual({ first_index: 4, first: entry });
    expect(await mokv('raft log tail n9')).toMatchObject({ exit: 3 });
    expect(await mokv('raft log tail -n none')).toMatchObject({ exit: 2 });
  });

  it('config lists who belongs to the cluster', async () => {
    expect((await mokv('raft config')).stdout).toBe(
      `n1\tvoter\t${first.endpoint}\nn2\tnon-voter\t${second.endpoint}\n`,
    );
    expect(JSON.parse((await mokv('raft config -j')).stdout)).toMatchObject({
      configuration_index: 3,
      quorum: { voters: 1, needed: 1, can_lose: 0 },
    });
  });

  it('compact has a node or all of them write a snapshot', async () => {
    first.answers.compact = () => ({ snapshotIndex: 8 });
    second.answers.compact = () => ({ snapshotIndex: 7 });
    expect((await mokv('raft compact')).stdout).toBe('n1: snapshot through entry 8\n');
    expect((await mokv('raft compact --all -o ndjson')).stdout).toBe(
      '{"id":"n1","error":null,"snapshot_index":8}\n{"id":"n2","error":null,"snapshot_index":7}\n',
    );
  });
});

function mokv(line: string): Promise<CommandResult> {
  const environment = { home, endpoints: first.endpoint };
  return runCommand(line.split(' '), { environment });
}
