import { status } from '@grpc/grpc-js';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RoleName } from './raft/output.ts';
import type { NodePort, NodeStatus } from './server/node-port.ts';

const limits = {
  callSeconds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  syncSeconds: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
  /** Observations that wait to be counted together. */
  waitingMax: 64,
};

interface ObservedNode {
  readonly node: NodePort;
  /** When the server's certificate ends, Unix milliseconds; undefined for a node without TLS. */
  readonly certificateExpiryMs: (() => number) | undefined;
}

interface EndedCall {
  readonly method: string;
  readonly code: status;
  readonly durationMs: number;
}

/** What Prometheus reads from a node. Labels have few values: never a key, a value or a user. */
export interface Metrics {
  readonly registry: Registry;
  callEnded(call: EndedCall): void;
  /** A write to the log is on the disk. */
  writeDurable(durationMs: number): void;
  aclReloadFailed(): void;
  /** Reads the state of the node at each scrape from now on. Once only. */
  observe(observed: ObservedNode): void;
}

export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const calls = new Histogram({
    name: 'mokv_rpc_duration_seconds',
    help: 'Time from the arrival of a gRPC call to its answer; its count is the number of calls.',
    labelNames: ['method', 'code'],
    buckets: limits.callSeconds,
    registers,
    collect: () => ended.count(),
  });
  const ended = new Observations<EndedCall>(({ method, code, durationMs }) =>
    calls.observe({ method, code: status[code] }, durationMs / 1000),
  );
  const syncs = new Histogram({
    name: 'mokv_log_sync_duration_seconds',
    help: 'Time that a synced write to the log took.',
    buckets: limits.syncSeconds,
    registers,
    collect: () => durable.count(),
  });
  const durable = new Observations<number>((seconds) => syncs.observe(seconds));
  const reloadFailures = new Counter({
    name: 'mokv_acl_reload_failures_total',
    help: 'Changed access control files that could not be used; the policy before them stays.',
    registers,
  });
  new Gauge({
    name: 'mokv_build_info',
    help: 'Always 1; the label says which version runs.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  return {
    registry,
    callEnded: (call) => ended.add(call),
    writeDurable: (durationMs) => durable.add(durationMs / 1000),
    aclReloadFailed: () => reloadFailures.inc(),
    observe: (observed) => registerNodeGauges(registry, observed),
  };
}

/** Counts some at a time: one alone takes as long as all that Raft does for a round. */
class Observations<Observation> {
  readonly #observe: (observation: Observation) => void;
  readonly #waiting: Observation[] = [];

  constructor(observe: (observation: Observation) => void) {
    this.#observe = observe;
  }

  add(observation: Observation): void {
    this.#waiting.push(observation);
    if (this.#waiting.length >= limits.waitingMax) this.count();
  }

  count(): void {
    for (const observation of this.#waiting.splice(0)) this.#observe(observation);
  }
}

interface NodeGauge {
  readonly name: string;
  readonly help: string;
  read(status: NodeStatus): number;
}

const nodeGauges: readonly NodeGauge[] = [
  { name: 'mokv_raft_term', help: 'Current term.', read: ({ raft }) => raft.term },
  {
    name: 'mokv_raft_leader_known',
    help: '1 while the node knows a leader.',
    read: ({ raft }) => (raft.leader === undefined ? 0 : 1),
  },
  { name: 'mokv_raft_commit_index', help: 'Commit index.', read: ({ raft }) => raft.commitIndex },
  {
    name: 'mokv_raft_applied_index',
    help: 'Index of the last entry that the state machine has applied.',
    read: ({ appliedIndex }) => appliedIndex,
  },
  {
    name: 'mokv_raft_last_index',
    help: 'Index of the last entry of the log.',
    read: ({ raft }) => raft.lastIndex,
  },
  {
    name: 'mokv_raft_durable_index',
    help: 'Index of the last entry on the disk.',
    read: ({ raft }) => raft.durableIndex,
  },
  {
    name: 'mokv_raft_snapshot_index',
    help: 'Index that the last snapshot covers.',
    read: ({ raft }) => raft.snapshotIndex,
  },
  {
    name: 'mokv_raft_log_bytes',
    help: 'Bytes of log entries held in memory.',
    read: ({ raft }) => raft.logBytes,
  },
  {
    name: 'mokv_raft_voters',
    help: 'Voters of the configuration.',
    read: ({ raft }) => raft.configuration.servers.filter((one) => one.suffrage === 'voter').length,
  },
  { name: 'mokv_store_keys', help: 'Keys in the store.', read: ({ keys }) => keys },
  {
    name: 'mokv_store_bytes',
    help: 'Bytes of the keys and values in the store.',
    read: ({ storeBytes }) => storeBytes,
  },
  {
    name: 'mokv_store_revision',
    help: 'Mutations that the state machine has counted.',
    read: ({ revision }) => revision,
  },
];

const roles: readonly RoleName[] = ['follower', 'candidate', 'leader'];

function registerNodeGauges(registry: Registry, { node, certificateExpiryMs }: ObservedNode): void {
  const registers = [registry];
  for (const { name, help, read } of nodeGauges) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers,
      collect: (): void => gauge.set(read(node.status())),
    });
  }
  const role = new Gauge({
    name: 'mokv_raft_role',
    help: '1 for the role that the node has.',
    labelNames: ['role'],
    registers,
    collect: () => {
      const current = node.status().raft.role;
      for (const name of roles) role.set({ role: name }, name === current ? 1 : 0);
    },
  });
  if (certificateExpiryMs === undefined) return;
  const expiry: Gauge = new Gauge({
    name: 'mokv_certificate_expiry_timestamp_seconds',
    help: 'When the server certificate ends, in Unix time.',
    registers,
    collect: (): void => expiry.set(certificateExpiryMs() / 1000),
  });
}
