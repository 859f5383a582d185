import { invariant } from '../../shared/invariant.ts';
import { type Configuration, faultOf, isVoter, type ServerId } from './configuration.ts';
import { decodeConfiguration } from './configuration-codec.ts';
import { type Entry, entryTypes } from './entry.ts';

/** A configuration and the index of the entry that brought it. */
export interface IndexedConfiguration {
  readonly configuration: Configuration;
  readonly configurationIndex: number;
}

/** What a node that belongs to no cluster yet has. */
export const noConfiguration: IndexedConfiguration = {
  configuration: { servers: [] },
  configurationIndex: 0,
};

/**
 * The configurations of the log. The latest one is in force, committed or not, from the moment its
 * entry is appended; a truncation brings its predecessor back (Raft paper §6).
 */
export class Membership {
  /** In the order of the log; the first is a snapshot's, or none. */
  #history: IndexedConfiguration[];

  /** `base` may be a snapshot: of it only the configuration is kept. */
  constructor({ configuration, configurationIndex }: IndexedConfiguration) {
    this.#history = [{ configuration, configurationIndex }];
  }

  get latest(): IndexedConfiguration {
    const latest = this.#history.at(-1);
    invariant(latest !== undefined, 'there is always a configuration, be it an empty one');
    return latest;
  }

  get configuration(): Configuration {
    return this.latest.configuration;
  }

  /** What was in force before the latest, and is again if that is truncated. */
  get previous(): Configuration {
    return (this.#history.at(-2) ?? this.latest).configuration;
  }

  /** The configuration in force once the log up to this index is applied. */
  at(index: number): IndexedConfiguration {
    const found = this.#history.findLast((known) => known.configurationIndex <= index);
    invariant(found !== undefined, `the configuration at ${index} is no longer known`);
    return found;
  }

  /**
   * The entry since which this server has been a voter in every configuration up to `index`; undefined
   * when it is none there, or was one already where the log begins.
   */
  voterSince(id: ServerId, index: number): number | undefined {
    const known = this.#history.filter(({ configurationIndex }) => configurationIndex <= index);
    const other = known.findLastIndex(({ configuration }) => !isVoter(configuration, id));
    return other < 0 ? undefined : known[other + 1]?.configurationIndex;
  }

  /** Takes what these entries, which were just appended, say of the configuration. */
  append(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.type !== entryTypes.configuration) continue;
      const configuration = decodeConfiguration(entry.data);
      invariant(entry.index > this.latest.configurationIndex, 'configurations follow the log');
      this.#history.push({ configuration, configurationIndex: entry.index });
    }
  }

  truncateFrom(index: number): void {
    this.#history = this.#history.filter((known) => known.configurationIndex < index);
    invariant(this.#history.length > 0, 'the configuration of a snapshot is never truncated');
  }

  restartBehind({ configuration, configurationIndex }: IndexedConfiguration): void {
    invariant(faultOf(configuration) === undefined, 'a snapshot has a configuration');
    this.#history = [{ configuration, configurationIndex }];
  }

  /** Forgets what was superseded at or before this index. */
  compactThrough(index: number): void {
    const first = this.#history.findLastIndex((known) => known.configurationIndex <= index);
    this.#history.splice(0, Math.max(first, 0));
  }
}
