import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type CommandResult, type CommandRun, runCommand } from './command-run.ts';
import { makeIdentities } from './fake-server.ts';
import { ModelCluster } from './model-server.ts';
import type { ModelStore } from './model-store.ts';

export interface CommandCluster {
  readonly store: ModelStore;
  /** Methods that were called, in their order. */
  readonly calls: readonly string[];
  /** Runs a command against it; the words of a line are separated by blanks. */
  run(line: string | readonly string[], options?: CommandRun): Promise<CommandResult>;
  setKeys(values: Readonly<Record<string, string>>): void;
}

/** A ModelCluster of one server for each test of the file, and commands that ask it. */
export function commandsForEachTest(): CommandCluster {
  let home: string;
  let cluster: ModelCluster;
  beforeAll(async () => {
    home = await makeIdentities();
  });
  beforeEach(async () => {
    cluster = await ModelCluster.start(home, 1);
  });
  afterEach(() => cluster.stop());
  afterAll(() => rm(home, { recursive: true }));
  return {
    get store() {
      return cluster.store;
    },
    get calls() {
      return cluster.server(0).calls;
    },
    run: (line, options) => {
      const words = typeof line === 'string' ? line.split(' ') : line;
      const environment = { home, endpoints: cluster.server(0).endpoint, ...options?.environment };
      return runCommand(words, { ...options, environment });
    },
    setKeys: (values) => {
      for (const [key, value] of Object.entries(values)) {
        cluster.store.apply({ set: { key, value: Buffer.from(value) } });
      }
    },
  };
}
