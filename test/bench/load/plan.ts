import type { SystemName } from '../scenarios.ts';

/** What a load process is asked to do. */
export interface LoadPlan {
  readonly system: SystemName;
  readonly scenario: string;
  readonly target: Target;
  /** Processes whose CPU is counted: all nodes of the system. */
  readonly pids: readonly number[];
  readonly inFlight: number;
  /** Keys are drawn from so many. */
  readonly keys: number;
  readonly valueBytes: number;
  readonly until: Until;
}

export type Until =
  /** Calls as fast as answers come, counted once the warm-up is over. */
  | { readonly type: 'time'; readonly warmUpMs: number; readonly measuredMs: number }
  /** Every key once. */
  | { readonly type: 'everyKey' };

export interface Target {
  readonly host: string;
  readonly port: number;
  /** Files of the client's certificate; undefined: without TLS. */
  readonly tls: TlsFiles | undefined;
}

export interface TlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

export interface Measured {
  readonly operations: number;
  readonly failures: number;
  readonly seconds: number;
  /** Of all nodes and all their threads. */
  readonly serverCpuSeconds: number;
  readonly clientCpuSeconds: number;
  /** Of whole calls. */
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly p999: number };
}
