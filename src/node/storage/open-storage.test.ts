import { cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  copyOf,
  durableIn,
  entriesBetween,
  entry,
  hardState,
  newDataDirectory,
  openNode,
  removeDataDirectories,
  snapshotMeta,
  Writer,
} from '../../../test/support/data-directory.ts';

afterEach(removeDataDirectories);

const nothing = { hardState: hardState(0), snapshot: undefined, entries: [] };

async function withStorage(dir: string, use: (writer: Writer) => Promise<void>): Promise<void> {
  const { storage } = await openNode(dir);
  await use(new Writer(storage));
  await storage.close();
}

async function newNode(): Promise<string> {
  const dir = await newDataDirectory();
  await withStorage(dir, async () => undefined);
  return dir;
}

async function nodeWithLog(last = 10): Promise<string> {
  const dir = await newDataDirectory();
  await withStorage(dir, (writer) =>
    writer.write({ hardState: hardState(3, 'n2'), entries: entriesBetween(1, last, 2) }),
  );
  return dir;
}

describe('the data directory', () => {
  it('is private, with one file or directory for each purpose', async () => {
    const dir = await nodeWithLog();
    expect((await readdir(dir)).sort()).toEqual(['high-water', 'log', 'node.json', 'snapshots']);
    for (const path of [dir, join(dir, 'log'), join(dir, 'snapshots')]) {
      expect((await stat(path)).mode & 0o777).toBe(0o700);
    }
    for (const path of [join(dir, 'node.json'), join(dir, 'high-water')]) {
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    }
  });

  it('serves one storage at a time, and the next one after it is closed', async () => {
    const dir = await newDataDirectory();
    const { storage } = await openNode(dir);
    await expect(openNode(dir)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${join(dir, 'log')}: another mokv is running on this data directory`,
    });
    await storage.close();
    expect(await durableIn(dir)).toEqual(nothing);
  });

  it('goes to one of several first starts at the same time', async () => {
    const dir = await newDataDirectory();
    const results = await Promise.allSettled([openNode(dir), openNode(dir), openNode(dir)]);
    const opened = results.filter((result) => result.status === 'fulfilled');
    const refused = results.filter((result) => result.status === 'rejected');
    expect(opened.length).toBe(1);
    expect(refused.map(({ reason }) => reason)).toMatchObject([
      { code: 'CONFIG' },
      { code: 'CONFIG' },
    ]);
    for (const { value } of opened) await value.storage.close();
  });

  it('is refused to another node', async () => {
    const dir = await nodeWithLog();
    await expect(openNode(dir, 'n2')).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${join(dir, 'node.json')}: belongs to node "n1"`,
    });
  });

  it('is refused when its log belongs to another node', async () => {
    const dir = await nodeWithLog();
    const other = await newDataDirectory();
    await (await openNode(other, 'n2')).storage.close();
    await rm(join(dir, 'log'), { recursive: true });
    await cp(join(other, 'log'), join(dir, 'log'), { recursive: true });
    await expect(openNode(dir)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${join(dir, 'log')}: belongs to node "n2"`,
    });
  });

  it('is refused when a newer mokv wrote it', async () => {
    const dir = await newNode();
    const path = join(dir, 'node.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"format": 1', '"format": 2'));
    await expect(openNode(dir)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path}: written by a newer mokv (format 2)`,
    });
  });

  it('is refused when it is a file, and served through a symbolic link of our own', async () => {
    const dir = await nodeWithLog();
    await expect(openNode(join(dir, 'node.json'))).rejects.toMatchObject({ code: 'CONFIG' });
    const link = `${dir}-link`;
    await symlink(dir, link);
    expect((await durableIn(link)).entries.length).toBe(10);
  });
});

describe('a first start', () => {
  it.each([
    ['before node.json', ['node.json']],
    ['before the high-water mark', ['node.json', 'high-water']],
    ['before the snapshots', ['node.json', 'high-water', 'snapshots']],
    ['before the log', ['node.json', 'high-water', 'snapshots', 'log']],
  ])('starts again after a crash %s', async (_, missing) => {
    const dir = await newNode();
    for (const name of missing) await rm(join(dir, name), { recursive: true });
    await mkdir(join(dir, 'log.new-abcdef'));
    await writeFile(join(dir, 'high-water.tmp'), 'half');
    await writeFile(join(dir, 'node.json.tmp'), 'half');
    const { storage, durable, firstStart } = await openNode(dir);
    expect({ durable, firstStart }).toEqual({ durable: nothing, firstStart: true });
    await new Writer(storage).write({ hardState: hardState(1), entries: [entry(1, 1)] });
    await storage.close();
    expect((await durableIn(dir)).entries).toEqual([entry(1, 1)]);
    expect(await readdir(dir)).not.toContain('log.new-abcdef');
  });

  it('never takes a directory that has lost its node.json for a new one', async () => {
    const dir = await nodeWithLog();
    for (const names of [['node.json'], ['high-water'], ['snapshots']]) {
      for (const name of names) await rm(join(dir, name), { recursive: true });
      await expect(openNode(dir)).rejects.toMatchObject({
        code: 'CORRUPT',
        message: `${join(dir, 'node.json')}: is gone, though the directory holds the state of a node`,
      });
    }
  });
});

describe('a log that lost something', () => {
  it('is refused when it is gone', async () => {
    const dir = await nodeWithLog();
    await rm(join(dir, 'log'), { recursive: true });
    await expect(openNode(dir)).rejects.toMatchObject({
      code: 'CORRUPT',
      message: `${join(dir, 'log')}: the log of this node is gone`,
    });
    expect(await readdir(dir)).not.toContain('log');
  });

  it('is refused when a table file is damaged, before LevelDB meets the damage', async () => {
    const dir = await nodeWithLog(200);
    await durableIn(dir);
    const tables = (await readdir(join(dir, 'log'))).filter((name) => name.endsWith('.ldb'));
    const table = join(dir, 'log', tables.sort().at(-1) ?? '');
    const bytes = await readFile(table);
    bytes.writeUInt8(bytes.readUInt8(1) ^ 8, 1);
    await writeFile(table, bytes);
    await expect(openNode(dir)).rejects.toMatchObject({
      code: 'CORRUPT',
      message: `${table}: its block at offset 0 is damaged`,
    });
  });

  it('is refused when an older copy of it was put back', async () => {
    const dir = await nodeWithLog();
    const backup = await copyOf(dir);
    await withStorage(dir, (writer) => writer.write({ entries: [entry(11, 3)] }));
    await rm(join(dir, 'log'), { recursive: true });
    await cp(join(backup, 'log'), join(dir, 'log'), { recursive: true });
    await expect(openNode(dir)).rejects.toMatchObject({ code: 'CORRUPT' });
  });

  it('is refused when only a vote is lost', async () => {
    const dir = await nodeWithLog();
    const backup = await copyOf(dir);
    await withStorage(dir, (writer) => writer.write({ hardState: hardState(4, 'n3') }));
    await rm(join(dir, 'log'), { recursive: true });
    await cp(join(backup, 'log'), join(dir, 'log'), { recursive: true });
    await expect(openNode(dir)).rejects.toMatchObject({ code: 'CORRUPT' });
  });

  it('is refused when it is the log of a sibling with as many writes', async () => {
    const dir = await newNode();
    const sibling = await copyOf(dir);
    await withStorage(dir, (writer) =>
      writer.write({ hardState: hardState(1), entries: [entry(1, 1, 'a')] }),
    );
    await withStorage(sibling, (writer) =>
      writer.write({ hardState: hardState(1), entries: [entry(1, 1, 'b')] }),
    );
    await rm(join(dir, 'log'), { recursive: true });
    await cp(join(sibling, 'log'), join(dir, 'log'), { recursive: true });
    await expect(openNode(dir)).rejects.toMatchObject({
      code: 'CORRUPT',
      message: `${join(dir, 'log')}: it is not the log that ${join(dir, 'high-water')} knows`,
    });
  });

  it('is accepted when the mark is behind, as a power failure leaves it', async () => {
    const dir = await nodeWithLog();
    const before = await copyOf(dir);
    await withStorage(dir, (writer) => writer.write({ truncateFrom: 5, entries: [entry(5, 3)] }));
    await cp(join(before, 'high-water'), join(dir, 'high-water'));
    expect((await durableIn(dir)).entries).toEqual([...entriesBetween(1, 4, 2), entry(5, 3)]);
  });

  it('needs no high-water mark lowered before it is truncated', async () => {
    const dir = await nodeWithLog(100);
    await withStorage(dir, (writer) => writer.write({ truncateFrom: 2, entries: [] }));
    expect((await durableIn(dir)).entries).toEqual([entry(1, 2)]);
  });
});

describe('snapshots and the log', () => {
  it('restarts the log behind a snapshot that it does not reach', async () => {
    const dir = await nodeWithLog(10);
    await withStorage(dir, (writer) =>
      writer.saveSnapshot(snapshotMeta(50, 7), Buffer.from('installed')),
    );
    const expected = { hardState: hardState(7), snapshot: snapshotMeta(50, 7), entries: [] };
    expect(await durableIn(dir)).toEqual(expected);
    expect(await durableIn(dir)).toEqual(expected);
    await withStorage(dir, (writer) => writer.write({ entries: [entry(51, 7)] }));
    expect((await durableIn(dir)).entries).toEqual([entry(51, 7)]);
  });

  it('restarts the log behind a snapshot whose term it contradicts, and keeps the vote', async () => {
    const dir = await nodeWithLog(10);
    await withStorage(dir, (writer) =>
      writer.saveSnapshot(snapshotMeta(5, 3), Buffer.from('installed')),
    );
    expect(await durableIn(dir)).toEqual({
      hardState: hardState(3, 'n2'),
      snapshot: snapshotMeta(5, 3),
      entries: [],
    });
  });

  it('falls back to the older snapshot when the log leads on from it', async () => {
    const dir = await nodeWithLog(30);
    await withStorage(dir, async (writer) => {
      await writer.saveSnapshot(snapshotMeta(10, 2), Buffer.from('ten'));
      await writer.saveSnapshot(snapshotMeta(20, 2), Buffer.from('twenty'));
      await writer.write({ compactTo: 10 });
    });
    const damaged = join(dir, 'snapshots', '20-2.snap');
    await writeFile(damaged, 'nonsense');
    const { storage, durable, repairs } = await openNode(dir);
    await storage.close();
    expect(durable.snapshot).toEqual(snapshotMeta(10, 2));
    expect(durable.entries).toEqual(entriesBetween(11, 30, 2));
    expect(repairs).toMatchObject([
      { code: 'CORRUPT', message: `${damaged}: the header of the snapshot is damaged` },
    ]);
    expect(await readdir(join(dir, 'snapshots'))).toEqual(['10-2.snap']);
  });

  it('refuses a damaged snapshot that the log cannot make up for, and leaves it there', async () => {
    const dir = await nodeWithLog(30);
    await withStorage(dir, async (writer) => {
      await writer.saveSnapshot(snapshotMeta(10, 2), Buffer.from('ten'));
      await writer.saveSnapshot(snapshotMeta(20, 2), Buffer.from('twenty'));
      await writer.write({ compactTo: 15 });
    });
    const damaged = join(dir, 'snapshots', '20-2.snap');
    await writeFile(damaged, 'nonsense');
    for (const _ of [1, 2]) {
      await expect(openNode(dir)).rejects.toMatchObject({
        code: 'CORRUPT',
        message: `${damaged}: the header of the snapshot is damaged`,
      });
    }
  });

  it('refuses a log that begins behind index 1 without a snapshot', async () => {
    const dir = await nodeWithLog(30);
    await withStorage(dir, async (writer) => {
      await writer.saveSnapshot(snapshotMeta(20, 2), Buffer.from('twenty'));
      await writer.write({ compactTo: 20 });
    });
    await rm(join(dir, 'snapshots'), { recursive: true });
    await expect(openNode(dir)).rejects.toMatchObject({
      code: 'CORRUPT',
      message: `${join(dir, 'snapshots')}: the log begins behind index 20, but no snapshot reaches it`,
    });
  });

  it('removes what an interrupted snapshot left', async () => {
    const dir = await nodeWithLog();
    const { storage } = await openNode(dir);
    const sink = await storage.createSnapshot(snapshotMeta(4, 2));
    await sink.write(Buffer.from('half of it'));
    const crashed = await copyOf(dir);
    await sink.abort();
    await storage.close();
    expect(await readdir(join(crashed, 'snapshots'))).toEqual(['4-2.snap.1.tmp']);
    expect((await durableIn(crashed)).snapshot).toBeUndefined();
    expect(await readdir(join(crashed, 'snapshots'))).toEqual([]);
  });
});
