/**
 * Structured logging: the facts, then one constant sentence. Facts never hold a value of the store, a
 * key of a certificate or the gossip key; an `error` among them is written with its stack.
 */
export interface Logger {
  /** Whether lines of this level are written: for callers that would make their facts for nothing. */
  isLevelEnabled(level: 'debug'): boolean;
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
