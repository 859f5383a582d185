// What values cost as Buffers and as strings of one byte a character (docs/adr/0003-byte-strings.md):
//   for v in buffers strings; do
//     node --expose-gc --max-semi-space-size=8 test/bench/byte-strings.ts $v
//   done
import { performance } from 'node:perf_hooks';
import { simpleComparator } from 'sorted-btree';
import { BTreeEx as BTree } from 'sorted-btree/extended/index.js';
import { byteStringOf, byteStringOfText } from '../../src/shared/byte-string.ts';
import { seededRandom } from '../../src/shared/random.ts';

const keyCount = 1_000_000;
const turnSets = 100;
const turnCount = 8_000;

const form = process.argv[2] ?? 'strings';
const random = seededRandom(1);
const items = new BTree<string, unknown>(undefined, simpleComparator, 64);
let sets = 0;

function set(position: number): void {
  const key = byteStringOfText(`user:${String(position).padStart(15, '0')}`);
  const value = Buffer.alloc(128, sets & 255);
  sets += 1;
  items.set(byteStringOf(Buffer.from(key)), form === 'buffers' ? value : byteStringOf(value));
}

function collectionMs(): number {
  const started = performance.now();
  globalThis.gc?.();
  return performance.now() - started;
}

function bytesHeld(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

collectionMs();
const empty = bytesHeld();
for (let at = 0; at < keyCount; at += 1) set((at * 7_368_787) % keyCount);
collectionMs();
const perKey = (bytesHeld() - empty) / keyCount;

const turns: number[] = [];
for (let turn = 0; turn < turnCount; turn += 1) {
  const started = performance.now();
  for (let at = 0; at < turnSets; at += 1) set(Math.floor(random() * keyCount));
  turns.push(performance.now() - started);
}
turns.sort((a, b) => a - b);
const collections = [collectionMs(), collectionMs(), collectionMs()].sort((a, b) => a - b);

const mean = turns.reduce((sum, ms) => sum + ms, 0) / turns.length;
const columns = [
  form,
  `${perKey.toFixed(0)} B a key`,
  `full collection ${collections[1]?.toFixed(0)} ms`,
  `turn of ${turnSets} sets: mean ${mean.toFixed(2)} ms`,
  `p99.9 ${turns[Math.floor(turnCount * 0.999)]?.toFixed(1)} ms`,
  `longest ${turns.at(-1)?.toFixed(1)} ms`,
];
process.stdout.write(`${columns.join('   ')}\n`);
