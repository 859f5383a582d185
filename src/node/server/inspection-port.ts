/** What an operator may look at beside the store; the replica is the real one. */
export interface InspectionPort {
  /** The running hash after this index was applied; undefined when it is forgotten or still to come. */
  hashAt(index: number): number | undefined;
  /** Resolves once the node has applied this index; rejects with DEADLINE_EXCEEDED. */
  whenApplied(index: number, timeoutMs: number): Promise<void>;
  /** The newest entries of the Raft log, oldest first, and the first index that the log still holds. */
  lastEntries(count: number): {
    readonly entries: readonly LogEntry[];
    readonly firstIndex: number;
  };
}

/** What an entry is, not what it says. */
export interface LogEntry {
  readonly index: number;
  readonly term: number;
  readonly type: 'command' | 'noop' | 'barrier' | 'configuration';
  readonly bytes: number;
  readonly commands: number;
}
