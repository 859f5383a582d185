import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import {
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
import type { DurableState } from '../raft/durable.ts';

afterEach(removeDataDirectories);

type Step =
  | { readonly type: 'append'; readonly count: number }
  | { readonly type: 'replace'; readonly back: number; readonly count: number }
  | { readonly type: 'vote'; readonly candidate: string }
  | { readonly type: 'compact'; readonly back: number; readonly trailing: number }
  | { readonly type: 'install'; readonly ahead: number }
  | { readonly type: 'restart' };

const counts = fc.integer({ min: 0, max: 8 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('append' as const), count: counts }),
  fc.record({ type: fc.constant('replace' as const), back: counts, count: counts }),
  fc.record({ type: fc.constant('vote' as const), candidate: fc.constantFrom('n1', 'n2') }),
  fc.record({ type: fc.constant('compact' as const), back: counts, trailing: counts }),
  fc.record({ type: fc.constant('install' as const), ahead: counts }),
  fc.record({ type: fc.constant('restart' as const) }),
);

it('finds after any writes and restarts what a log in memory holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 20 }), async (sequence) => {
      const dir = await newDataDirectory();
      const run = new Run(dir, new Writer((await openNode(dir)).storage));
      for (const step of [...sequence, { type: 'restart' } as const]) await run.take(step);
      await run.close();
    }),
    { numRuns: 15 },
  );
});

/** Drives a storage and the model of it: the state that a start must find. */
class Run {
  readonly #dir: string;
  #writer: Writer;
  #state: DurableState = { hardState: hardState(1), snapshot: undefined, entries: [] };
  #lastIndex = 0;

  constructor(dir: string, writer: Writer) {
    this.#dir = dir;
    this.#writer = writer;
  }

  async take(step: Step): Promise<void> {
    const term = this.#state.hardState.term;
    switch (step.type) {
      case 'append':
        return this.#append(
          this.#state.entries,
          entriesBetween(this.#lastIndex + 1, this.#lastIndex + step.count, term),
        );
      case 'replace':
        return this.#replace(step.back, step.count);
      case 'vote':
        this.#state = { ...this.#state, hardState: hardState(term + 1, step.candidate) };
        return this.#writer.write({ hardState: this.#state.hardState });
      case 'compact':
        return this.#compact(this.#lastIndex - step.back, step.trailing);
      case 'install':
        return this.#install(this.#lastIndex + step.ahead + 1);
      case 'restart':
        return this.#restart();
    }
  }

  close(): Promise<void> {
    return this.#writer.storage.close();
  }

  async #append(
    kept: DurableState['entries'],
    added: ReturnType<typeof entriesBetween>,
  ): Promise<void> {
    const truncateFrom = kept === this.#state.entries ? {} : { truncateFrom: this.#lastIndex + 1 };
    this.#state = { ...this.#state, entries: [...kept, ...added] };
    this.#lastIndex += added.length;
    const current = this.#state.hardState;
    await this.#writer.write({ hardState: current, entries: added, ...truncateFrom });
  }

  async #replace(back: number, count: number): Promise<void> {
    const covered = this.#state.snapshot?.index ?? 0;
    const from = Math.max(this.#lastIndex - back, covered) + 1;
    const kept = this.#state.entries.filter(({ index }) => index < from);
    const term = this.#state.hardState.term + 1;
    this.#state = { ...this.#state, hardState: hardState(term) };
    this.#lastIndex = from - 1;
    await this.#append(kept, entriesBetween(from, from + count - 1, term));
  }

  async #compact(index: number, trailing: number): Promise<void> {
    const covering = this.#state.entries.find((candidate) => candidate.index === index);
    if (covering === undefined || index <= (this.#state.snapshot?.index ?? 0)) return;
    const snapshot = snapshotMeta(index, covering.term);
    await this.#writer.saveSnapshot(snapshot, Buffer.from(`state at ${index}`));
    const compactTo = index - trailing;
    const entries = this.#state.entries.filter((kept) => kept.index > compactTo);
    this.#state = { ...this.#state, snapshot, entries };
    await this.#writer.write({ compactTo });
  }

  async #install(index: number): Promise<void> {
    const snapshot = snapshotMeta(index, this.#state.hardState.term);
    await this.#writer.saveSnapshot(snapshot, Buffer.from(`state at ${index}`));
    this.#state = { ...this.#state, snapshot, entries: [] };
    this.#lastIndex = index;
    await this.#writer.write({ hardState: this.#state.hardState, resetTo: snapshot });
  }

  async #restart(): Promise<void> {
    await this.#writer.write({ hardState: this.#state.hardState });
    await this.#writer.storage.close();
    const { storage, durable } = await openNode(this.#dir);
    expect(durable).toEqual(this.#state);
    this.#writer = new Writer(storage);
  }
}

it('finds everything acknowledged in a copy made while writes go on', async () => {
  const dir = await newDataDirectory();
  const { storage } = await openNode(dir);
  const writer = new Writer(storage);
  await writer.write({ hardState: hardState(1, 'n1') });
  const written = { count: 0, stop: false };
  const writing = (async () => {
    while (!written.stop) {
      await writer.write({ entries: [entry(written.count + 1, 1)] });
      written.count += 1;
    }
  })();
  let copies = 0;
  for (let seen = -1; copies < 10; ) {
    if (written.count === seen) {
      await new Promise(setImmediate);
      continue;
    }
    seen = written.count;
    copies += 1;
    const crashed = await crashCopy(dir);
    const { entries, ...rest } = await durableIn(crashed);
    expect(rest).toEqual({ hardState: hardState(1, 'n1'), snapshot: undefined });
    expect(entries).toEqual(entriesBetween(1, entries.length, 1));
    expect(entries.length).toBeGreaterThanOrEqual(seen);
  }
  written.stop = true;
  await writing;
  await storage.close();
});

/** What a crash could leave: the mark before the log that it follows, and the growing file last. */
async function crashCopy(dir: string): Promise<string> {
  const copy = await newDataDirectory();
  await mkdir(join(copy, 'log'), { recursive: true });
  for (const name of ['node.json', 'high-water', 'snapshots']) {
    await cp(join(dir, name), join(copy, name), { recursive: true });
  }
  const files = await readdir(join(dir, 'log'));
  const isGrowing = (name: string): number => (name.endsWith('.log') ? 1 : 0);
  for (const name of files.sort((a, b) => isGrowing(a) - isGrowing(b))) {
    await cp(join(dir, 'log', name), join(copy, 'log', name));
  }
  return copy;
}
