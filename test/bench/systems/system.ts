import type { Target } from '../load/plan.ts';
import type { SystemName } from '../scenarios.ts';

/** A running cluster under measurement. */
export interface System {
  readonly name: SystemName;
  readonly nodes: number;
  readonly security: 'TLS' | 'plain';
  readonly pids: readonly number[];
  /** The leader as it is now: every load goes there, where both systems are fastest. */
  leader(): Promise<Target>;
  stop(): Promise<void>;
}

export interface SystemRequest {
  readonly nodes: number;
  /** Of its own, for data, logs and certificates. */
  readonly directory: string;
  /** Where the nodes leave CPU profiles when they stop; undefined: none. */
  readonly profileDirectory: string | undefined;
}
