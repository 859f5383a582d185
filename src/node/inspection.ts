import { setTimeout as delay } from 'node:timers/promises';
import { MokvError } from '../shared/errors.ts';
import { decodeCommands } from './kv/command-codec.ts';
import { type Entry, entryTypes } from './raft/entry.ts';
import type { Replica } from './replica/replica.ts';
import type { InspectionPort, LogEntry } from './server/inspection-port.ts';

const limits = { pollMs: 20 } as const;

export function inspectionOf(replica: Replica): InspectionPort {
  return {
    hashAt: (index) => replica.hashAt(index),
    whenApplied: async (index, timeoutMs) => {
      const deadline = performance.now() + timeoutMs;
      while (replica.store.appliedIndex < index) {
        if (performance.now() > deadline) throw notApplied(index, replica.store.appliedIndex);
        await delay(limits.pollMs);
      }
    },
    lastEntries: (count) => {
      const { entries, firstIndex } = replica.lastEntries(count);
      return { entries: entries.map(described), firstIndex };
    },
  };
}

function described({ index, term, type, data }: Entry): LogEntry {
  const commands = type === entryTypes.command ? decodeCommands(data).commands.length : 0;
  return { index, term, type: nameOfType(type), bytes: data.length, commands };
}

function nameOfType(type: Entry['type']): LogEntry['type'] {
  switch (type) {
    case entryTypes.command:
      return 'command';
    case entryTypes.noop:
      return 'noop';
    case entryTypes.barrier:
      return 'barrier';
    case entryTypes.configuration:
      return 'configuration';
  }
}

function notApplied(index: number, applied: number): MokvError {
  return new MokvError('DEADLINE_EXCEEDED', `index ${index} is not applied yet, ${applied} is`, {
    hint: 'the node lags behind or has no leader; ask again later',
  });
}
