// What the store could be built on, one structure a process (docs/adr/0002-ordered-map.md):
//   for s in map shards btree-16 btree-32 btree-64 btree-128; do
//     node --expose-gc --max-semi-space-size=8 test/bench/ordered-map.ts $s
//   done
import { performance } from 'node:perf_hooks';
import { BTreeEx as BTree } from 'sorted-btree/extended/index.js';
import { seededRandom } from '../../src/shared/random.ts';

const keyCount = 1_000_000;
const stallSlice = 100;

interface Item {
  readonly value: string;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly version: number;
}

interface Candidate {
  get(key: string): Item | undefined;
  set(key: string, item: Item): void;
  /** Visits up to `count` entries in key order from `start`. */
  scan(start: string, count: number): number;
  clone(): unknown;
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a === b ? 0 : 1);

function tree(nodeSize: number): Candidate {
  const items = new BTree<string, Item>(undefined, byBytes, nodeSize);
  return {
    get: (key) => items.get(key),
    set: (key, item) => items.set(key, item),
    scan: (start, count) => visit(items.entries(start), count),
    clone: () => items.clone(),
  };
}

/** A hash map, sorted when somebody wants the order: what a plain Map costs. */
function map(): Candidate {
  const items = new Map<string, Item>();
  return {
    get: (key) => items.get(key),
    set: (key, item) => items.set(key, item),
    scan: () => [...items.keys()].sort(byBytes).length,
    clone: () => new Map(items),
  };
}

/** Hash maps for the values, small enough to grow without a stall, and a tree for the order alone. */
function shards(): Candidate {
  const shardCount = 64;
  const parts = Array.from({ length: shardCount }, () => new Map<string, Item>());
  const order = new BTree<string, true>(undefined, byBytes, 64);
  const partOf = (key: string): Map<string, Item> => {
    let hash = 0;
    for (let at = 0; at < key.length; at += 1)
      hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
    return parts[(hash ^ (hash >>> 16)) & (shardCount - 1)] ?? new Map();
  };
  return {
    get: (key) => partOf(key).get(key),
    set: (key, item) => {
      const part = partOf(key);
      if (!part.has(key)) order.set(key, true);
      part.set(key, item);
    },
    scan: (start, count) => visit(order.entries(start), count),
    clone: () => parts.map((part) => new Map(part)),
  };
}

function visit(entries: Iterable<unknown>, count: number): number {
  let visited = 0;
  for (const _ of entries) {
    visited += 1;
    if (visited === count) break;
  }
  return visited;
}

const random = seededRandom(1);
const bytes = Buffer.alloc(128);
const newValue = (at: number): string => {
  bytes.writeUInt32LE(at);
  return bytes.toString('latin1');
};
// Out of one array in random order, so that neighbours in time are no neighbours in the tree.
const keys = Array.from({ length: keyCount }, (_, at) => `user:${String(at).padStart(15, '0')}`);
for (let at = keyCount - 1; at > 0; at -= 1) {
  const other = Math.floor(random() * (at + 1));
  [keys[at], keys[other]] = [keys[other] ?? '', keys[at] ?? ''];
}
const flat = keys.map((key) => Buffer.from(key).toString('latin1'));
keys.length = 0;

function measure(name: string, count: number, step: (key: string, at: number) => void): void {
  const started = performance.now();
  let longest = 0;
  let sliceStarted = started;
  for (let at = 0; at < count; at += 1) {
    step(flat[(at * 7_919) % keyCount] ?? '', at);
    if (at % stallSlice === stallSlice - 1) {
      const now = performance.now();
      longest = Math.max(longest, now - sliceStarted);
      sliceStarted = now;
    }
  }
  const nanos = ((performance.now() - started) * 1e6) / count;
  process.stdout.write(
    `  ${name.padEnd(28)}${nanos.toFixed(0).padStart(8)} ns   longest ${longest.toFixed(1)} ms\n`,
  );
}

function heapBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const name = process.argv[2] ?? 'btree-32';
const candidate =
  name === 'map' ? map() : name === 'shards' ? shards() : tree(Number(name.slice(6)));
const item = (at: number): Item => ({
  value: newValue(at),
  createRevision: at,
  modRevision: at,
  version: 1,
});
process.stdout.write(`${name}\n`);
const before = heapBytes();
measure('insert', keyCount, (key, at) => candidate.set(key, item(at)));
// The keys are held by the benchmark as well and are counted by it, not here.
process.stdout.write(
  `  memory a key, without the key: ${((heapBytes() - before) / keyCount).toFixed(0)} B\n`,
);
measure('get', keyCount, (key) => candidate.get(key));
measure('get + overwrite', keyCount, (key, at) => {
  candidate.get(key);
  candidate.set(key, item(at));
});
const images: unknown[] = [];
measure('clone', 1, () => images.push(candidate.clone()));
measure('get + overwrite, image held', keyCount, (key, at) => {
  candidate.get(key);
  candidate.set(key, item(at));
});
measure('scan of 100', name === 'map' ? 1 : 10_000, (key) => candidate.scan(key, 100));
const started = performance.now();
globalThis.gc?.();
process.stdout.write(
  `  full collection ${(performance.now() - started).toFixed(0)} ms, ${images.length} image held\n`,
);
