// The state machine alone, without disk and network, at a million keys:
//   node --expose-gc --max-semi-space-size=8 test/bench/store.ts
import { performance } from 'node:perf_hooks';
import { encodeRound } from '../../src/node/kv/command-codec.ts';
import { encodeSnapshot } from '../../src/node/kv/encode-snapshot.ts';
import { SnapshotReader } from '../../src/node/kv/snapshot-reader.ts';
import { Store } from '../../src/node/kv/store.ts';
import { type ByteString, byteStringOfText } from '../../src/shared/byte-string.ts';
import { seededRandom } from '../../src/shared/random.ts';

const keyCount = 1_000_000;
const value = Buffer.alloc(128, 'v');
const random = seededRandom(1);

interface Steps {
  readonly totalMs: number;
  readonly longestMs: number;
  /** How long the process itself used a core: what other processes took of the machine is not in it. */
  readonly cpuMs: number;
}

/** Runs the steps one after the other, as turns of an event loop would. */
function timed(steps: Iterable<unknown>): Steps {
  const cpu = process.cpuUsage();
  const started = performance.now();
  let longestMs = 0;
  let stepStarted = started;
  for (const _ of steps) {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - stepStarted);
    stepStarted = now;
  }
  const { user, system } = process.cpuUsage(cpu);
  return { totalMs: performance.now() - started, longestMs, cpuMs: (user + system) / 1000 };
}

function report(name: string, operations: number, { totalMs, longestMs, cpuMs }: Steps): void {
  const nanos = (totalMs * 1e6) / operations;
  const columns = [
    name.padEnd(34),
    `${nanos.toFixed(0).padStart(6)} ns each`,
    `total ${totalMs.toFixed(0).padStart(5)} ms`,
    `CPU ${cpuMs.toFixed(0).padStart(5)} ms`,
    `longest step ${longestMs.toFixed(1).padStart(5)} ms`,
  ];
  process.stdout.write(`${columns.join('   ')}\n`);
}

function* rounds(
  type: 'set' | 'delete',
  keys: () => number,
  roundSize: number,
  count: number,
): Generator<Uint8Array> {
  for (let round = 0; round < count / roundSize; round += 1) {
    const commands = Array.from({ length: roundSize }, () => {
      const key = keyAt(keys());
      return type === 'set' ? { type, key, value } : { type, key };
    });
    yield encodeRound(0, commands);
  }
}

function* stagedRounds(count: number): Generator<Uint8Array> {
  const keysPerRound = 1000;
  for (let from = 0; from < count; from += keysPerRound) {
    const keys = Array.from({ length: keysPerRound }, (_, at) => ({
      key: keyAt(from + at),
      value,
      expiresAtMs: 0,
    }));
    const restoreId = byteStringOfText('restore');
    yield encodeRound(0, [{ type: 'stageRestore', restoreId, keys }]);
  }
}

function keyAt(position: number): ByteString {
  return byteStringOfText(`user:${String(position).padStart(15, '0')}`);
}

/** The rounds are made before the clock starts: on a node they come from the disk or a peer. */
function* applied(store: Store, entries: readonly Uint8Array[]): Generator<void> {
  for (const data of entries) {
    store.apply({ index: store.appliedIndex + 1, data });
    yield;
  }
}

function* restored(reader: SnapshotReader, chunks: readonly Uint8Array[]): Generator<void> {
  for (const chunk of chunks) {
    reader.push(chunk);
    yield;
  }
}

const store = new Store();
let next = 0;
const inserts = (): number => {
  next += 1;
  // Steps of a prime through all keys: every key once, neighbours in time far apart.
  return (next * 7_368_787) % keyCount;
};
const overwrites = (): number => Math.floor(random() * keyCount);

report(
  'insert, rounds of 100',
  keyCount,
  timed(applied(store, [...rounds('set', inserts, 100, keyCount)])),
);
for (const roundSize of [1, 100, 500]) {
  const entries = [...rounds('set', overwrites, roundSize, 200_000)];
  report(`overwrite, rounds of ${roundSize}`, 200_000, timed(applied(store, entries)));
}
const held = store.image();
const entries = [...rounds('set', overwrites, 100, 200_000)];
report('overwrite while an image is held', 200_000, timed(applied(store, entries)));

const chunks: Uint8Array[] = [];
const encoded = timed(encodeSnapshot(held.state));
report('snapshot, a key', keyCount, encoded);
for (const chunk of encodeSnapshot(held.state)) chunks.push(chunk);
const reader = new SnapshotReader(held.appliedIndex);
report('restore, a key', keyCount, timed(restored(reader, chunks)));
let copy: Store | undefined;
const finished = timed(
  (function* () {
    copy = reader.finish();
    yield;
  })(),
);
report('restore, its end, a key', keyCount, finished);
if (copy?.image().appliedHash !== held.appliedHash) throw new Error('restored wrongly');
const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
process.stdout.write(`${store.keys} keys, ${store.bytes} bytes, snapshot ${bytes} bytes\n`);

const deletes = [...rounds('delete', inserts, 100, 200_000)];
report('delete, rounds of 100', 200_000, timed(applied(store, deletes)));
const range = { start: byteStringOfText(''), end: byteStringOfText('user:000000000375000') };
const atOnce = [encodeRound(0, [{ type: 'deleteRange', ...range }])];
const keysBefore = store.keys;
const ranged = timed(applied(store, atOnce));
report('deleteRange, a key', keysBefore - store.keys, ranged);
const staged = [...stagedRounds(300_000)];
report('restore staged, a key', 300_000, timed(applied(store, staged)));
const restoreId = byteStringOfText('restore');
const finish = { type: 'finishRestore', restoreId, keys: 300_000, revision: 1 } as const;
report('restore finished, a key', 300_000, timed(applied(store, [encodeRound(0, [finish])])));
process.stdout.write(`${store.keys} keys, ${store.bytes} bytes\n`);
