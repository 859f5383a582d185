/** What an operator may have one node do; administration.ts is the real one. */
export interface AdministrationPort {
  readonly isDrained: boolean;
  /** While drained the node hands leadership on whenever it gets it, and says that it is not ready. */
  drain(drained: boolean): Promise<void>;
  /** Writes a snapshot now, drops the log behind it, and resolves with the index that it covers. */
  compact(): Promise<number>;
  /** Reads certificates and access control files again. Rejects with CONFIG and then keeps what it has. */
  reload(): Promise<void>;
  /** Throws INVALID_ARGUMENT for a level that does not exist. */
  setLogLevel(level: string): void;
  readonly logLevel: string;
  facts(): Promise<NodeFacts>;
  /** The newest lines of its log, oldest first. */
  logLines(count: number): readonly string[];
}

export interface NodeFacts {
  /** Key -> value, without secrets. */
  readonly configuration: Readonly<Record<string, string>>;
  readonly certificates: readonly CertificateFacts[];
}

interface CertificateFacts {
  readonly use: 'server' | 'peer' | 'ca';
  readonly subject: string;
  /** Unix milliseconds. */
  readonly expiryMs: number;
}
