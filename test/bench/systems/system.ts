import type { SystemName, Target } from '../load/plan.ts';

/** Whether clients and peers show certificates, or nothing is encrypted at all. */
export type Security = 'TLS' | 'plain';

/** A running cluster under measurement. */
export interface System {
  readonly name: SystemName;
  readonly nodes: number;
  readonly security: Security;
  readonly pids: readonly number[];
  /** The leader as it is now: every load goes there, where both systems are fastest. */
  leader(): Promise<Target>;
  /** From now on, where profiles are asked for and this system has any. */
  startProfiles(): void;
  stop(): Promise<void>;
}

export interface SystemRequest {
  readonly nodes: number;
  readonly security: Security;
  /** Of its own, for data, logs and certificates. */
  readonly directory: string;
  /** Where the nodes leave CPU profiles when they stop; undefined: none. They start when told to. */
  readonly profileDirectory: string | undefined;
}
