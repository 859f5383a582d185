import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { mokv } from '../../src/api/gen/messages.js';
import { type CommandResult, type CommandRun, runCommand } from './command-run.ts';
import { FakeServer, makeIdentities } from './fake-server.ts';

export interface FourServers {
  /** That of n1, the leader: the only one that can be reached. */
  readonly server: FakeServer;
  /** Runs a command against it; the words of `line` are separated by blanks. */
  run(line: string, options?: CommandRun): Promise<CommandResult>;
  /** One more server; the caller stops it. */
  another(): Promise<FakeServer>;
}

/** Three voters, of which n3 has been silent for 9.4 s, and a non-voter, anew for each test of the file. */
export function fourServersForEachTest(): FourServers {
  let home: string;
  let server: FakeServer;
  beforeAll(async () => {
    home = await makeIdentities();
  });
  beforeEach(async () => {
    server = await new FakeServer().start(home);
    server.status = statusOfFour(server.endpoint);
  });
  afterEach(() => server.stop());
  afterAll(() => rm(home, { recursive: true }));
  return {
    get server() {
      return server;
    },
    run: (line, options) => {
      const environment = { home, endpoints: server.endpoint };
      return runCommand(line.split(' '), { environment, ...options });
    },
    another: () => new FakeServer().start(home),
  };
}

function statusOfFour(leaderAddr: string): mokv.v1.IStatusResponse {
  return {
    nodeId: 'n1',
    role: 'leader',
    leaderId: 'n1',
    leaderAddr,
    term: 7,
    commitIndex: 120,
    lastIndex: 121,
    servers: [
      { id: 'n1', addr: '127.0.0.1:9', voter: true },
      { id: 'n2', addr: '127.0.0.2:9', voter: true },
      { id: 'n3', addr: '127.0.0.3:9', voter: true },
      { id: 'n4', addr: '127.0.0.4:9', voter: false },
    ],
    peers: [
      { id: 'n2', state: 'pipeline', matchIndex: 121, nextIndex: 122, lastContactMs: 12 },
      { id: 'n3', state: 'probe', matchIndex: 20, nextIndex: 21, lastContactMs: 9400 },
      { id: 'n4', state: 'probe', matchIndex: 0, nextIndex: 1 },
    ],
  };
}
