import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';
import { MokvError } from '../../shared/errors.ts';

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

describe('events', () => {
  const event = (nodeId: string, cursor: number, timeMs: number, cause = '') => ({
    ...{ nodeId, cursor, timeMs, cause, type: 'leader', text: `event ${cursor}` },
    fields: { term: '2' },
  });

  beforeEach(() => {
    first.clusterEvents = [event('n1', 1, 1000), event('n1', 2, 3000, 'it would win')];
    second.clusterEvents = [event('n2', 1, 2000)];
  });

  it('are merged from all nodes by time', async () => {
    expect((await mokv('events')).stdout).toBe(
      '1970-01-01T00:00:01.000Z  n1  leader  event 1\n' +
        '1970-01-01T00:00:02.000Z  n2  leader  event 1\n' +
        '1970-01-01T00:00:03.000Z  n1  leader  event 2: it would win\n',
    );
    expect((await mokv('events --node n2 -j')).stdout).toBe(
      '{"time_ms":2000,"node":"n2","cursor":1,"type":"leader","text":"event 1","cause":null,"fields":{"term":"2"}}\n',
    );
    expect((await mokv('events -n 1')).stdout).toContain('event 2');
    expect((await mokv('events --since 1h')).stdout).toBe('');
  });

  it('say whose are missing, and fail when all are', async () => {
    second.behaviour = () => new MokvError('UNAVAILABLE', 'it is gone');
    const { exit, stdout, stderr } = await mokv('events');
    expect({ exit, lines: stdout.split('\n').length, stderr }).toEqual({
      exit: 0,
      lines: 3,
      stderr: 'n2 does not tell what it knows: it is gone\n',
    });
    expect(await mokv('events --node n2')).toMatchObject({ exit: 6 });
  });

  it('-f goes on after a loss with what is new, until it is interrupted', async () => {
    const interruption = new AbortController();
    const running = mokv('events -f --node n2', interruption.signal);
    await expect
      .poll(() => second.calls.filter((call) => call === 'clusterEvents').length)
      .toBeGreaterThan(1);
    second.clusterEvents = [event('n2', 1, 5000)];
    await expect
      .poll(() => second.calls.filter((call) => call === 'clusterEvents').length, {
        timeout: 10_000,
      })
      .toBeGreaterThan(3);
    interruption.abort('SIGINT');
    const { exit, stdout } = await running;
    expect({ exit, stdout }).toEqual({
      exit: 130,
      stdout:
        '1970-01-01T00:00:02.000Z  n2  leader  event 1\n' +
        '1970-01-01T00:00:05.000Z  n2  leader  event 1\n',
    });
  });
});

function mokv(line: string, signal?: AbortSignal): Promise<CommandResult> {
  const environment = { home, endpoints: first.endpoint };
  return runCommand(line.split(' '), { environment, ...(signal === undefined ? {} : { signal }) });
}
