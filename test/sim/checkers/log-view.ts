import type { Configuration } from '../../../src/node/raft/configuration.ts';
import { decodeConfiguration } from '../../../src/node/raft/configuration-codec.ts';
import type { DurableState, HardState } from '../../../src/node/raft/durable.ts';
import { type Entry, entryTypes, type SnapshotMeta } from '../../../src/node/raft/entry.ts';

interface ConfigurationEntry {
  readonly index: number;
  readonly configuration: Configuration;
}

/** A write, or a part of one. */
interface Change {
  readonly hardState?: HardState | undefined;
  readonly resetTo?: SnapshotMeta | undefined;
  readonly truncateFrom?: number | undefined;
  readonly entries: readonly Entry[];
  readonly compactTo?: number | undefined;
}

/** What one node has written, followed from its writes alone: its log by terms, hard state, configurations. */
export class LogView {
  hardState: HardState = { term: 0, votedFor: '', votedForAddress: '' };
  #baseIndex = 0;
  #terms: number[] = [];
  #configurations: ConfigurationEntry[] = [];

  static of(durable: DurableState): LogView {
    const view = new LogView();
    const { snapshot, entries, hardState } = durable;
    if (snapshot !== undefined) {
      const { configuration, configurationIndex } = snapshot;
      view.#configurations.push({ index: configurationIndex, configuration });
    }
    const first = entries[0];
    view.#baseIndex = first === undefined ? (snapshot?.index ?? 0) : first.index - 1;
    view.apply({ entries, hardState });
    return view;
  }

  get lastIndex(): number {
    return this.#baseIndex + this.#terms.length;
  }

  get baseIndex(): number {
    return this.#baseIndex;
  }

  get terms(): readonly number[] {
    return this.#terms;
  }

  get latestConfiguration(): ConfigurationEntry | undefined {
    return this.#configurations.at(-1);
  }

  copy(): LogView {
    const view = new LogView();
    view.hardState = this.hardState;
    view.#baseIndex = this.#baseIndex;
    view.#terms = [...this.#terms];
    view.#configurations = [...this.#configurations];
    return view;
  }

  /** Undefined for what the log does not reach, or not any more. */
  termAt(index: number): number | undefined {
    return this.#terms[index - this.#baseIndex - 1];
  }

  /** A snapshot stands for everything that it covers. */
  has(index: number, term: number): boolean {
    return index <= this.#baseIndex || this.termAt(index) === term;
  }

  apply(write: Change): void {
    const { resetTo, truncateFrom, compactTo } = write;
    if (write.hardState !== undefined) this.hardState = write.hardState;
    if (resetTo !== undefined) {
      this.#baseIndex = resetTo.index;
      this.#terms = [];
      const { configuration, configurationIndex } = resetTo;
      this.#configurations = [{ index: configurationIndex, configuration }];
    }
    if (truncateFrom !== undefined) this.#truncate(truncateFrom);
    for (const { term, type, index, data } of write.entries) {
      this.#terms.push(term);
      if (type !== entryTypes.configuration) continue;
      this.#configurations.push({ index, configuration: decodeConfiguration(data) });
    }
    if (compactTo !== undefined) this.#compact(compactTo);
  }

  #truncate(from: number): void {
    this.#terms.length = Math.max(0, Math.min(this.#terms.length, from - this.#baseIndex - 1));
    this.#configurations = this.#configurations.filter(({ index }) => index < from);
  }

  #compact(to: number): void {
    const dropped = Math.min(to, this.lastIndex) - this.#baseIndex;
    if (dropped <= 0) return;
    this.#terms.splice(0, dropped);
    this.#baseIndex += dropped;
    const current = this.#configurations.findLastIndex(({ index }) => index <= this.#baseIndex);
    if (current > 0) this.#configurations.splice(0, current);
  }
}
