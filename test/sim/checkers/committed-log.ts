import type { KeyEvent } from '../../../src/node/kv/change.ts';
import { decodeCommands } from '../../../src/node/kv/command-codec.ts';
import type { StoreImage } from '../../../src/node/kv/image.ts';
import type { Item } from '../../../src/node/kv/item.ts';
import { emptyHash, extendHash } from '../../../src/node/kv/running-hash.ts';
import { Store } from '../../../src/node/kv/store.ts';
import type { Configuration } from '../../../src/node/raft/configuration.ts';
import { decodeConfiguration } from '../../../src/node/raft/configuration-codec.ts';
import { type Entry, entryTypes, type SnapshotMeta } from '../../../src/node/raft/entry.ts';
import { untoldPrefix } from '../history.ts';
import type { Mutation } from './replayed-history.ts';
import { RequestsOnce } from './requests-once.ts';
import { StateHistory } from './state-history.ts';
import { check } from './violation.ts';

/** The state of a store as numbers that two stores with the same content share. */
interface Digest {
  readonly appliedHash: number;
  /** Of every key with its item, independent of their order. */
  readonly content: number;
}

/**
 * The log as it was committed, each entry taken from whoever applied it first, and a store that applies
 * each of them once (I5). States and snapshots of the nodes are compared with it (I12, I18).
 */
export class CommittedLog {
  readonly mutations: Mutation[] = [];
  readonly history = new StateHistory();
  readonly requests = new RequestsOnce();
  readonly #entries: Entry[] = [];
  readonly #digests: Digest[] = [{ appliedHash: emptyHash, content: 0 }];
  readonly #store = new Store();
  readonly #configurations: { readonly index: number; readonly configuration: Configuration }[] =
    [];

  get lastIndex(): number {
    return this.#entries.length;
  }

  get latestConfiguration(): Configuration | undefined {
    return this.#configurations.at(-1)?.configuration;
  }

  entryAt(index: number): Entry | undefined {
    return this.#entries[index - 1];
  }

  applied(node: string, entry: Entry): void {
    if (entry.index === this.#entries.length + 1) {
      this.#append(entry);
      return;
    }
    const known = this.#entries[entry.index - 1];
    check(
      known !== undefined &&
        known.term === entry.term &&
        known.type === entry.type &&
        Buffer.compare(known.data, entry.data) === 0,
      'I5',
      () =>
        `${node} applies another entry ${entry.index} (term ${entry.term}) than was applied before`,
    );
  }

  /** A node's store is what the log up to there makes of an empty one. */
  compare(node: string, image: StoreImage): void {
    const expected = this.#digests[image.appliedIndex];
    const hash = Number(image.appliedHash);
    check(
      expected?.appliedHash === hash,
      'I18',
      () => `the store of ${node} at ${image.appliedIndex} has applied something else than the log`,
    );
    check(
      expected?.content === contentOf(image),
      'I18',
      () => `the store of ${node} at ${image.appliedIndex} differs from what the log makes`,
    );
  }

  compareSnapshot(node: string, meta: SnapshotMeta, image: StoreImage): void {
    const { index, term } = meta;
    const known = this.#entries[index - 1];
    const name = `snapshot ${index} of term ${term} on ${node}`;
    check(known?.term === term, 'I12', () => `${name}: the entry has term ${known?.term}`);
    const current = this.#configurations.findLast((entry) => entry.index <= index);
    check(
      current?.index === meta.configurationIndex &&
        JSON.stringify(membersOf(current.configuration)) ===
          JSON.stringify(membersOf(meta.configuration)),
      'I12',
      () =>
        `${name} has configuration ${meta.configurationIndex}, the log has ${current?.index} ${JSON.stringify(current?.configuration)}`,
    );
    const expected = this.#digests[index];
    check(
      expected?.content === contentOf(image) && expected.appliedHash === Number(image.appliedHash),
      'I12',
      () => `${name} is not the state that the log makes`,
    );
  }

  #append(entry: Entry): void {
    this.#entries.push(entry);
    const before = this.#digests.at(-1) ?? { appliedHash: emptyHash, content: 0 };
    if (entry.type === entryTypes.command) this.#digests.push(this.#execute(entry, before));
    else {
      this.#store.noteApplied(entry.index);
      this.#digests.push(before);
      this.history.applied(entry.index, []);
    }
    if (entry.type !== entryTypes.configuration) return;
    const configuration = decodeConfiguration(entry.data);
    const previous = this.#configurations.at(-1)?.configuration;
    if (previous !== undefined) checkAdjacent(previous, configuration, entry.index);
    this.#configurations.push({ index: entry.index, configuration });
  }

  #execute(entry: Entry, before: Digest): Digest {
    const { outcomes, changes } = this.#store.apply(entry);
    const { timeMs } = this.#store;
    let content = before.content;
    for (const { revision, events } of changes) {
      for (const event of events) {
        const { key, item, previous } = event;
        content += digestOf(key, item) - digestOf(key, previous);
        if (event.expired) checkEnd(event, timeMs);
        if (key.startsWith(untoldPrefix)) continue;
        const flag = item === undefined || previous === undefined;
        this.mutations.push({ key, value: item?.value, revision, flag });
      }
    }
    this.history.applied(entry.index, changes);
    const { commands } = decodeCommands(entry.data);
    if (commands.some((command) => command.type !== 'rejected' && command.request !== undefined)) {
      this.requests.applied(entry, { commands, outcomes, changes });
    }
    return { appliedHash: extendHash(before.appliedHash, entry.index, entry.data), content };
  }
}

/** By the clock of the state machine; a key of a lease has no time of its own. */
function checkEnd({ key, previous }: KeyEvent, timeMs: number): void {
  const isOver = previous !== undefined && previous.expiresAtMs <= timeMs;
  check(isOver, 'I5', () => `${key} ends ${(previous?.expiresAtMs ?? 0) - timeMs} ms too early`);
}

/** I11: two configurations in a row differ by one voter at most, so that any two quorums share a node. */
function checkAdjacent(previous: Configuration, next: Configuration, index: number): void {
  const before = votersOf(previous);
  const after = votersOf(next);
  const changed =
    [...after].filter((id) => !before.has(id)).length +
    [...before].filter((id) => !after.has(id)).length;
  check(changed <= 1, 'I11', () => `configuration ${index} changes ${changed} voters at once`);
}

function votersOf({ servers }: Configuration): Set<string> {
  return new Set(servers.filter(({ suffrage }) => suffrage === 'voter').map(({ id }) => id));
}

function membersOf({ servers }: Configuration): readonly string[] {
  return servers.map(({ id, address, suffrage }) => `${id} ${address} ${suffrage}`).sort();
}

function contentOf(image: StoreImage): number {
  let content = 0;
  for (const [key, item] of image.entries()) content += digestOf(key, item);
  return content;
}

/** An integer of 32 bits; sums of them stay exact. */
function digestOf(key: string, item: Item | undefined): number {
  if (item === undefined) return 0;
  const { value, createRevision, modRevision, version, expiresAtMs, leaseId } = item;
  const text = `${key}=${value}`;
  let hash = 0x811c9dc5;
  for (let position = 0; position < text.length; position += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193);
  }
  for (const number of [createRevision, modRevision, version, expiresAtMs, leaseId]) {
    hash = Math.imul(hash ^ number, 0x01000193);
  }
  return hash >>> 0;
}
