export type SystemName = 'mokv' | 'etcd';

/** What a load process is asked to do. */
export interface LoadPlan {
  readonly system: SystemName;
  readonly scenario: string;
  readonly target: Target;
  /** Processes whose CPU is counted: all nodes of the system. */
  readonly pids: readonly number[];
  /** Calls, messages or callers at a time, or watchers: what the scenario says. */
  readonly inFlight: number;
  /** Keys are drawn from so many. */
  readonly keys: number;
  readonly valueBytes: number;
  readonly until: Until;
}

export type Until =
  /** As fast as answers come, counted once the warm-up is over. */
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
  /** Whole calls, messages of a stream, or writes that were watched. */
  readonly calls: number;
  /** What they did: keys read and written, or events that arrived. */
  readonly operations: number;
  readonly failures: number;
  readonly seconds: number;
  /** Of all nodes and all their threads. */
  readonly serverCpuSeconds: number;
  readonly clientCpuSeconds: number;
  /** Of what `calls` counts. */
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly p999: number };
}
