import { decodeCommands } from '../../../src/node/kv/command-codec.ts';
import type { StoreImage } from '../../../src/node/kv/image.ts';
import type { Item } from '../../../src/node/kv/item.ts';
import type { LoggedCommand, LoggedOf } from '../../../src/node/kv/logged-command.ts';
import { emptyHash, extendHash } from '../../../src/node/kv/running-hash.ts';
import { Store } from '../../../src/node/kv/store.ts';
import type { Configuration } from '../../../src/node/raft/configuration.ts';
import { decodeConfiguration } from '../../../src/node/raft/configuration-codec.ts';
import { type Entry, entryTypes, type SnapshotMeta } from '../../../src/node/raft/entry.ts';
import type { Mutation } from './replayed-history.ts';
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
    }
    if (entry.type !== entryTypes.configuration) return;
    const configuration = decodeConfiguration(entry.data);
    const previous = this.#configurations.at(-1)?.configuration;
    if (previous !== undefined) checkAdjacent(previous, configuration, entry.index);
    this.#configurations.push({ index: entry.index, configuration });
  }

  #execute(entry: Entry, before: Digest): Digest {
    const { commands } = decodeCommands(entry.data);
    let content = before.content;
    const keys = new Set(commands.flatMap((command) => (isPlain(command) ? [command.key] : [])));
    for (const key of keys) content -= digestOf(key, this.#store.get(key));
    const { outcomes } = this.#store.apply(entry);
    for (const key of keys) content += digestOf(key, this.#store.get(key));
    commands.forEach((command, position) => {
      const outcome = outcomes[position];
      if (!isPlain(command) || (outcome?.type !== 'set' && outcome?.type !== 'delete')) return;
      this.mutations.push({
        key: command.key,
        value: command.type === 'set' ? command.value : undefined,
        revision: outcome.revision,
        flag: outcome.type === 'set' ? outcome.created : outcome.existed,
      });
    });
    return { appliedHash: extendHash(before.appliedHash, entry.index, entry.data), content };
  }
}

/** The clients of the simulation set and delete keys, and nothing else. */
function isPlain(command: LoggedCommand): command is LoggedOf<'set' | 'delete'> {
  return command.type === 'set' || command.type === 'delete';
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
  const { value, createRevision, modRevision, version } = item;
  const text = `${key}=${value}`;
  let hash = 0x811c9dc5;
  for (let position = 0; position < text.length; position += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193);
  }
  for (const number of [createRevision, modRevision, version]) {
    hash = Math.imul(hash ^ number, 0x01000193);
  }
  return hash >>> 0;
}
