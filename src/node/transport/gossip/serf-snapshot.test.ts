import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endpoint } from '../../../../test/support/arbitrary-gossip-messages.ts';
import type { MokvError } from '../../../shared/errors.ts';
import type { SnapshotRecord } from '../../gossip/output.ts';
import { type OpenedSnapshot, openSerfSnapshot } from './serf-snapshot.ts';

let directory = '';
let path = '';
const failures: MokvError[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-snapshot-'));
  path = join(directory, 'gossip.snapshot');
  failures.length = 0;
});
afterEach(() => rm(directory, { recursive: true }));

const open = (at = path): Promise<OpenedSnapshot> =>
  openSerfSnapshot({ path: at, ownName: 'self', onFailure: (error) => failures.push(error) });
const alive = (name: string, last: number): SnapshotRecord => ({
  type: 'alive',
  name,
  endpoint: { address: Buffer.of(10, 0, 0, last), port: 7946 },
});
const at = (name: string, last: number) => ({
  name,
  endpoint: { address: Buffer.of(10, 0, 0, last), port: 7946 },
});

async function write(records: readonly SnapshotRecord[]): Promise<void> {
  const { snapshot } = await open();
  snapshot.append(records);
  await snapshot.close();
}

const nothing = { incarnation: 0, clock: 0, eventClock: 0, queryClock: 0, previous: [] };

describe('openSerfSnapshot', () => {
  it('knows nothing without a file', async () => {
    const { restored, snapshot } = await open();
    await snapshot.close();
    expect(restored).toEqual(nothing);
  });

  it("reads an agent's file and writes one that an agent reads", async () => {
    await write([
      { type: 'incarnation', incarnation: 3 },
      alive('self', 1),
      alive('a name', 2),
      { type: 'clock', ltime: 4 },
      { type: 'eventClock', ltime: 5 },
      { type: 'queryClock', ltime: 6 },
      { type: 'notAlive', name: 'bravo' },
    ]);
    const lines = [
      '# incarnation: 3',
      'alive: self 10.0.0.1:7946',
      'alive: a name 10.0.0.2:7946',
      'clock: 4',
      'event-clock: 5',
      'query-clock: 6',
      'not-alive: bravo',
      '',
    ];
    expect(await readFile(path, 'utf8')).toBe(lines.join('\n'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const { restored, snapshot } = await open();
    await snapshot.close();
    expect(restored).toEqual({
      incarnation: 3,
      clock: 4,
      eventClock: 5,
      queryClock: 6,
      previous: [at('a name', 2)],
    });
  });

  it('forgets members and clocks after a leave, but not its incarnation', async () => {
    await write([
      { type: 'incarnation', incarnation: 3 },
      alive('a', 1),
      { type: 'clock', ltime: 4 },
    ]);
    await write([{ type: 'leave' }]);
    expect((await open()).restored).toEqual({ ...nothing, incarnation: 3 });
    await appendFile(path, 'clock: 3\n');
    expect((await open()).restored).toEqual({ ...nothing, incarnation: 3, clock: 3 });
  });

  it('forgets a member that is not alive any more', async () => {
    await write([alive('a', 1), alive('b', 2), { type: 'notAlive', name: 'a' }]);
    expect((await open()).restored.previous).toEqual([at('b', 2)]);
  });

  it('passes over comments, old lines and damage', async () => {
    const lines = [
      '# a comment',
      'coordinate: {"Vec":[0]}',
      'alive: nobody',
      'alive: nowhere 10.0.0.1',
      'alive: host example.com:7946',
      'clock: -1',
      'clock: many',
      'clock: 99999999999999999999',
      '\0\0\0',
      'alive: v6 [fe80::1]:7946',
      'clock: 7',
      'alive: torn 10.0.0',
    ];
    await writeFile(path, lines.join('\n'));
    const { restored } = await open();
    const v6 = { address: Buffer.from(`fe80${'00'.repeat(13)}01`, 'hex'), port: 7946 };
    expect(restored).toEqual({ ...nothing, clock: 7, previous: [{ name: 'v6', endpoint: v6 }] });
  });

  it('never writes behind half a line', async () => {
    await writeFile(path, 'alive: a 10.0.0.1:7946\nclock: 1');
    await write([{ type: 'clock', ltime: 25 }]);
    const text = await readFile(path, 'utf8');
    expect(text.split('\n')).toContain('clock: 25');
    expect(text).toContain('alive: a 10.0.0.1:7946\n');
  });

  it('writes no line for a name that would forge another', async () => {
    await write([alive('a\nclock: 99', 1), { type: 'notAlive', name: 'b\rleave' }, alive('c', 3)]);
    expect(await readFile(path, 'utf8')).toBe('alive: c 10.0.0.3:7946\n');
  });

  it('gives back whatever was alive', async () => {
    const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !/[\r\n]/.test(text));
    const members = fc.uniqueArray(fc.tuple(name, endpoint), {
      maxLength: 5,
      selector: ([text]) => text,
    });
    await fc.assert(
      fc.asyncProperty(members, async (list) => {
        await rm(path, { force: true });
        await write(list.map(([text, to]) => ({ type: 'alive', name: text, endpoint: to })));
        const { restored } = await open();
        expect(restored.previous.map(({ name: text }) => text)).toEqual(
          list.map(([text]) => text).filter((text) => text !== 'self'),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('rewrites a file that has grown, with only what still counts', async () => {
    await write([alive('a', 1), { type: 'incarnation', incarnation: 2 }]);
    const clocks = Array.from(
      { length: 12_000 },
      (_, ltime) => ({ type: 'clock', ltime }) as const,
    );
    await write(clocks);
    expect(await readFile(path, 'utf8')).toBe(
      'alive: a 10.0.0.1:7946\nclock: 11999\nevent-clock: 0\nquery-clock: 0\n# incarnation: 2\n',
    );
    await write([{ type: 'clock', ltime: 12_000 }]);
    expect((await open()).restored).toMatchObject({ clock: 12_000, incarnation: 2 });
  });

  it('reports a failure, survives it and makes up for it', async () => {
    const { snapshot } = await open(join(directory, 'missing', 'gossip.snapshot'));
    snapshot.append([alive('a', 1)]);
    await snapshot.close();
    expect(failures).toMatchObject([{ code: 'CONFIG' }]);
  });

  it('refuses a directory', async () => {
    await expect(open(directory)).rejects.toMatchObject({ code: 'CONFIG' });
  });
});
