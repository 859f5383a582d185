// One node with millions of keys: what a key takes of memory, how long the event loop is held, how long a start takes.
//   node scripts/build.ts && node test/bench/size.ts --keys 1000000 --out size.json
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from './measure/machine.ts';
import { MeasuredNode } from './size/measured-node.ts';
import { deleteRange, load, type Phase, phases, snapshot } from './size/phases.ts';
import type { NodeReading } from './size/probe.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { keys: { ...text, default: '1000000' }, out: text } });

interface PhaseResult extends NodeReading {
  readonly phase: string;
  readonly seconds: number;
  /** What the rate counts, and how many a second; of a start nothing is counted. */
  readonly rate: { readonly of: string; readonly perSecond: number } | undefined;
}

const widths = [28, 9, 16, 10, 8, 8, 9, 8, 8, 8, 8, 8];
const headings = [
  ...['phase', 'seconds', 'rate', 'delay p99', 'p99.9', 'longest'],
  ...['held p99', 'p99.9', 'longest', 'GC ms', 'heap MB', 'RSS MB'],
].map(padded);

const keys = Number(values.keys);
if (!(Number.isInteger(keys) && keys > 0)) throw new Error('--keys needs a whole number above 0');
const directory = await mkdtemp(join(tmpdir(), 'mokv-size-'));
const node = await MeasuredNode.create(directory);
try {
  await measure();
} finally {
  await node.stop();
  await rm(directory, { recursive: true });
}

async function measure(): Promise<void> {
  const results: PhaseResult[] = [];
  const note = (result: PhaseResult): void => {
    results.push(result);
    process.stdout.write(`${lineOf(result)}\n`);
  };
  await node.start();
  const empty = await node.ask('collected');
  process.stdout.write(`${headings.join(' ')}\n`);
  note(await measured({ name: 'load', run: load }));
  const loaded = await node.ask('collected');
  for (const phase of phases) note(await measured(phase));
  note(await restarted('restart, with a log'));
  note(await measured({ name: 'deleteRange', run: deleteRange }));
  note(await measured({ name: 'snapshot', run: snapshot }));
  note(await restarted('restart, from the snapshot'));
  const memory = {
    heapBytes: (loaded.heapUsedBytes - empty.heapUsedBytes) / keys,
    residentBytes: (loaded.rssBytes - empty.rssBytes) / keys,
  };
  const { heapBytes, residentBytes } = memory;
  process.stdout.write(
    `a key after the load, behind a full collection: ${heapBytes.toFixed(0)} B of heap, ${residentBytes.toFixed(0)} B resident\n`,
  );
  if (values.out === undefined) return;
  const report = { keys, machine: describeMachine(false), memoryPerKey: memory, results };
  writeFileSync(values.out, `${JSON.stringify(report, undefined, 2)}\n`);
}

async function measured({ name, run }: Phase): Promise<PhaseResult> {
  const client = await node.client();
  const startedMs = performance.now();
  const { operations, what } = await run(client, keys);
  const seconds = (performance.now() - startedMs) / 1000;
  client.close();
  const rate = { of: what, perSecond: operations / seconds };
  return { phase: name, seconds, rate, ...(await node.ask('reading')) };
}

async function restarted(phase: string): Promise<PhaseResult> {
  await node.stop();
  const seconds = (await node.start()) / 1000;
  return { phase, seconds, rate: undefined, ...(await node.ask('reading')) };
}

function lineOf({ phase, seconds, rate, ...reading }: PhaseResult): string {
  const { delayMs, heldMs, longestCollectionMs, heapUsedBytes, rssBytes } = reading;
  const columns = [
    phase,
    seconds.toFixed(2),
    rate === undefined ? '' : `${rate.perSecond.toFixed(0)} ${rate.of}/s`,
    ...[delayMs, heldMs].flatMap(({ p99, p999, max }) => [p99, p999, max]).map(inMs),
    inMs(longestCollectionMs),
    ...[heapUsedBytes, rssBytes].map((bytes) => (bytes / 1e6).toFixed(0)),
  ];
  return columns.map(padded).join(' ');
}

function inMs(ms: number): string {
  return ms.toFixed(0);
}

function padded(column: string, at: number): string {
  const width = widths[at] ?? 0;
  return at === 0 ? column.padEnd(width) : column.padStart(width);
}
