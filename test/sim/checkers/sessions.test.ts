import { describe, expect, it } from 'vitest';
import type { RevisionChange } from '../../../src/node/kv/change.ts';
import type { CommandOutcome } from '../../../src/node/kv/command.ts';
import type { LoggedCommand } from '../../../src/node/kv/logged-command.ts';
import { type Entry, entryTypes, noBytes } from '../../../src/node/raft/entry.ts';
import { byteStringOfText } from '../../../src/shared/byte-string.ts';
import { ChangeStream } from './change-stream.ts';
import { RequestsOnce } from './requests-once.ts';
import { StaleReads } from './stale-reads.ts';
import { StateHistory } from './state-history.ts';

const key = byteStringOfText('k');
const client = byteStringOfText('r0');

function itemOf(text: string, modRevision: number) {
  const value = byteStringOfText(text);
  return { value, createRevision: 1, modRevision, version: 1, expiresAtMs: 0, leaseId: 0 };
}

function changeOf(revision: number, text = `v${revision}`): RevisionChange {
  const item = itemOf(text, revision);
  return { revision, events: [{ key, item, previous: undefined, expired: false }] };
}

function entryAt(index: number, term = 1): Entry {
  const { command } = entryTypes;
  const bytes = { data: noBytes, extensions: noBytes, appendedAt: noBytes };
  return { index, term, type: command, ...bytes };
}

function setOf(sequence: number, firstOpen = 0): LoggedCommand {
  const value = byteStringOfText('v');
  return { type: 'set', key, value, request: { client, sequence, firstOpen, commandHash: 1 } };
}

function wrote(revision: number): CommandOutcome {
  return { type: 'set', revision, created: false };
}

describe('RequestsOnce (I22)', () => {
  type Step = readonly [LoggedCommand, CommandOutcome, ...RevisionChange[]];
  const log = (...steps: readonly Step[]): RequestsOnce => {
    const requests = new RequestsOnce();
    steps.forEach(([command, outcome, ...changes], position) => {
      const entry = entryAt(position + 1, position + 1);
      requests.applied(entry, { commands: [command], outcomes: [outcome], changes });
    });
    return requests;
  };
  const first: Step = [setOf(1), wrote(1), changeOf(1)];

  it('accepts a request that comes again and is answered as it was then', () => {
    const requests = log(first, [setOf(2), wrote(2), changeOf(2)], [setOf(1), wrote(1)]);
    expect(requests.repetitionAt(2)).toBeUndefined();
    expect(requests.repetitionAt(3)).toEqual({ firstIndex: 1, isOfNewerTerm: true });
    const key = { client, sequence: 1, firstOpen: 0 };
    expect(() => requests.answered('n1', key, wrote(1))).not.toThrow();
    expect(() => requests.answered('n1', key, wrote(2))).toThrow(/I22: n1 answers request r0:1/);
  });

  it('notices a request that is applied twice, or answered otherwise', () => {
    const twice = 'I22: request r0:1 was applied at 1 and at 2';
    expect(() => log(first, [setOf(1), wrote(2), changeOf(2)])).toThrow(twice);
    expect(() => log(first, [setOf(1), wrote(7)])).toThrow('I22: request r0:1 was answered with');
  });

  it('notices that a request below the first open one is done, or one above it is not', () => {
    const second: Step = [setOf(2, 2), wrote(2), changeOf(2)];
    const forgotten: CommandOutcome = { type: 'requestForgotten' };
    expect(() => log(first, second, [setOf(1), forgotten])).not.toThrow();
    expect(() => log(first, second, [setOf(1), wrote(1)])).toThrow('I22: request r0:1 is over');
    expect(() => log(first, [setOf(2), forgotten])).toThrow('I22: request r0:2 is new');
  });

  it('notices changes that no command of the entry made', () => {
    const problem = 'I22: entry 1 made 2 changes, 1 of them by its commands';
    expect(() => log([setOf(1), wrote(1), changeOf(1), changeOf(2)])).toThrow(problem);
  });
});

function historyOfThree(): StateHistory {
  const history = new StateHistory();
  history.applied(1, []);
  history.applied(2, [changeOf(1)]);
  history.applied(3, [changeOf(2), changeOf(3)]);
  return history;
}

describe('StaleReads (I16)', () => {
  const good = { appliedIndex: 2, revision: 1, key: 'k', item: itemOf('v1', 1) };
  const read = { ...good, ageMs: 20, silenceMs: 20, floor: 2 };

  it('accepts states that the log had, and their true age', () => {
    const reads = new StaleReads('n1', historyOfThree());
    expect(() => reads.answered(read)).not.toThrow();
    const later = { ...read, appliedIndex: 3, revision: 3, item: itemOf('v3', 3) };
    expect(() => reads.answered(later)).not.toThrow();
    expect(() => reads.answered(read)).toThrow('I16: stale read of k on n1 at 2 goes back from 3');
  });

  it.each([
    ['the node had caught up with 3', { floor: 3 }],
    ['revision 2, the log has 1', { revision: 2 }],
    ['revision 2, the log has 1', { item: itemOf('v1', 2) }],
    ['revision undefined, the log has 1', { item: undefined }],
    ['19 ms old, and the node has heard of no leader for 20 ms', { ageMs: 19 }],
  ])('notices: %s', (problem, change) => {
    const reads = new StaleReads('n1', historyOfThree());
    expect(() => reads.answered({ ...read, ...change })).toThrow(problem);
  });
});

describe('ChangeStream (I17)', () => {
  const streamAt = (revision: number): ChangeStream => {
    const stream = new ChangeStream('watcher 0', historyOfThree());
    stream.beganAnew(revision);
    return stream;
  };

  it('wants every change, once, in order, as the log has it', () => {
    const stream = streamAt(0);
    stream.delivered(changeOf(1));
    stream.delivered(changeOf(2));
    expect(stream.revision).toBe(2);
    const again = 'I17: watcher 0 hears of revision 2 after revision 2';
    expect(() => stream.delivered(changeOf(2))).toThrow(again);
    expect(() => stream.delivered(changeOf(4))).toThrow('I17: watcher 0 hears of revision 4');
    expect(() => stream.delivered(changeOf(3, 'x'))).toThrow('I17: watcher 0 hears something else');
    expect(() => stream.beganAnew(1)).toThrow('I17: watcher 0 begins anew at 1, it was at 2');
  });

  it('wants COMPACTED only from nodes that began behind the change', () => {
    const stream = streamAt(0);
    expect(() => stream.compacted('n1', 1, 2)).not.toThrow();
    const problem = 'I17: n1 has forgotten revision 2, and started from 1';
    expect(() => stream.compacted('n1', 2, 2)).toThrow(problem);
  });
});
