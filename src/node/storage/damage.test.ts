import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Level } from 'level';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  copyOf,
  durableIn,
  entriesBetween,
  hardState,
  newDataDirectory,
  openNode,
  removeDataDirectories,
  snapshotMeta,
  Writer,
} from '../../../test/support/data-directory.ts';
import { MokvError } from '../../shared/errors.ts';
import { seededRandom } from '../../shared/random.ts';

/** What is damaged, as a path below the data directory; the largest file that matches. */
const targets = {
  'LevelDB .log': /^log\/\d+\.log$/,
  'LevelDB .ldb': /^log\/\d+\.ldb$/,
  'LevelDB MANIFEST': /^log\/MANIFEST-/,
  'LevelDB CURRENT': /^log\/CURRENT$/,
  'LevelDB LOG': /^log\/LOG$/,
  'LevelDB LOCK': /^log\/LOCK$/,
  'high-water': /^high-water$/,
  'node.json': /^node\.json$/,
  'newest snapshot': /^snapshots\/4/,
  'older snapshot': /^snapshots\/2/,
  'the log': /^log$/,
  'the snapshots': /^snapshots$/,
} as const;

type Target = keyof typeof targets;
type Outcome = 'all data' | 'refused';
type Damage = (path: string) => Promise<void>;

const flips = 6;

const damages: Record<string, Damage> = {
  'cut to half': (path) => rewrite(path, (bytes) => bytes.subarray(0, bytes.length >>> 1)),
  'cut by a byte': (path) => rewrite(path, (bytes) => bytes.subarray(0, -1)),
  emptied: (path) => rewrite(path, () => Buffer.alloc(0)),
  zeroed: (path) => rewrite(path, (bytes) => Buffer.alloc(bytes.length)),
  deleted: (path) => rm(path, { recursive: true }),
  ...Object.fromEntries(
    Array.from({ length: flips }, (_, number) => [
      `flipped bit ${number + 1} of ${flips}`,
      (path: string) => rewrite(path, (bytes) => withFlippedBit(bytes, number)),
    ]),
  ),
};

const states = {
  'in LevelDB log files': stateInLogFiles,
  'in LevelDB tables': stateInTables,
  'behind a snapshot': stateBehindSnapshot,
} as const;

afterAll(removeDataDirectories);

describe.each(Object.entries(states))('data %s', (_, makeState) => {
  let dir = '';
  let intact: Awaited<ReturnType<typeof durableIn>>;
  let paths: string[] = [];

  beforeAll(async () => {
    dir = await newDataDirectory();
    await makeState(dir);
    intact = await durableIn(await copyOf(dir));
    paths = await largestFirst(dir);
  });

  it.each(Object.entries(targets))(
    'is complete or refused after damage to %s',
    async (name, pattern) => {
      const target = paths.find((path) => pattern.test(path));
      if (target === undefined) return;
      const whole = name === 'the log' || name === 'the snapshots';
      const names = whole ? ['deleted'] : Object.keys(damages);
      const outcomes = names.map(async (damage) => {
        const copy = await copyOf(dir);
        await damages[damage]?.(join(copy, target));
        return [damage, await outcomeOf(copy, intact)] as const;
      });
      for (const [damage, outcome] of await Promise.all(outcomes)) {
        const expected = expectedOutcome(name as Target, damage) ?? outcome;
        expect(`${damage}: ${outcome}`).toBe(`${damage}: ${expected}`);
      }
    },
  );
});

/** Undefined where both are right: it depends on which byte was hit, or on the state. */
function expectedOutcome(target: Target, damage: string): Outcome | undefined {
  switch (target) {
    case 'LevelDB LOG':
    case 'LevelDB LOCK':
      return 'all data';
    case 'older snapshot':
    case 'node.json':
    case 'LevelDB .ldb':
    case 'newest snapshot':
    case 'the snapshots':
      return undefined;
    case 'high-water':
      return damage.startsWith('flipped') || damage.startsWith('cut') ? undefined : 'refused';
    case 'LevelDB .log':
    case 'LevelDB MANIFEST':
    case 'LevelDB CURRENT':
    case 'the log':
      return 'refused';
  }
}

async function outcomeOf(dir: string, intact: unknown): Promise<Outcome> {
  try {
    expect(await durableIn(dir)).toEqual(intact);
    return 'all data';
  } catch (error) {
    if (!(error instanceof MokvError)) throw error;
    expect(['CORRUPT', 'CONFIG', 'DISK']).toContain(error.code);
    expect(error.message).not.toContain('\n');
    return 'refused';
  }
}

async function stateInLogFiles(dir: string): Promise<void> {
  const { storage } = await openNode(dir);
  const writer = new Writer(storage);
  await writer.write({ hardState: hardState(2, 'n1'), entries: entriesBetween(1, 40, 1) });
  for (let index = 41; index <= 60; index += 1) {
    await writer.write({ entries: entriesBetween(index, index, 2) });
  }
  await storage.close();
}

async function stateInTables(dir: string): Promise<void> {
  await stateInLogFiles(dir);
  await compactLevel(dir);
  const { storage } = await openNode(dir);
  await new Writer(storage).write({ truncateFrom: 55, entries: entriesBetween(55, 58, 2) });
  await storage.close();
}

async function stateBehindSnapshot(dir: string): Promise<void> {
  await stateInLogFiles(dir);
  const { storage } = await openNode(dir);
  const writer = new Writer(storage);
  await writer.saveSnapshot(snapshotMeta(20, 1), Buffer.alloc(70_000, 'twenty'));
  await writer.saveSnapshot(snapshotMeta(40, 1), Buffer.alloc(70_000, 'forty'));
  await writer.write({ compactTo: 30 });
  await storage.close();
}

async function compactLevel(dir: string): Promise<void> {
  const options = { keyEncoding: 'buffer', compression: false };
  const database = new Level<Buffer, Buffer>(join(dir, 'log'), options);
  await database.open();
  if (!('compactRange' in database) || typeof database.compactRange !== 'function') {
    throw new Error('this is not classic-level');
  }
  await database.compactRange(Buffer.from([0]), Buffer.from([255]));
  await database.close();
}

async function largestFirst(dir: string): Promise<string[]> {
  const paths = await readdir(dir, { recursive: true });
  const sized = paths.map(async (path) => ({ path, size: (await stat(join(dir, path))).size }));
  return (await Promise.all(sized)).sort((a, b) => b.size - a.size).map(({ path }) => path);
}

async function rewrite(path: string, change: (bytes: Buffer) => Buffer): Promise<void> {
  await writeFile(path, change(await readFile(path)));
}

function withFlippedBit(bytes: Buffer, number: number): Buffer {
  const random = seededRandom(number);
  const slice = bytes.length / flips;
  const byte = Math.min(bytes.length - 1, Math.floor((number + random()) * slice));
  if (byte >= 0) bytes.writeUInt8(bytes.readUInt8(byte) ^ (1 << Math.floor(random() * 8)), byte);
  return bytes;
}
