import type { News } from '../../src/tui/actions.ts';
import type {
  ClusterPicture,
  EventRow,
  KeyEntry,
  LoadBucket,
  NodeRow,
  PeerRow,
  ValuePreview,
} from '../../src/tui/facts.ts';
import { initialState } from '../../src/tui/initial-state.ts';
import { reduce } from '../../src/tui/reducer.ts';
import type { DashboardState, Setup } from '../../src/tui/state.ts';
import { wantedOf } from '../../src/tui/wanted.ts';

/** 12:04:00 in UTC. */
export const exampleNowMs = Date.UTC(2026, 2, 14, 12, 4, 0);

interface ExampleOptions {
  readonly size: { readonly columns: number; readonly rows: number };
  readonly setup?: Partial<Setup>;
  readonly writes?: 'on' | 'off';
}

/** What the dashboard knows of a cluster of three whose third node does not answer, and of a stranger. */
export function exampleDashboard({
  size,
  setup = {},
  writes = 'off',
}: ExampleOptions): DashboardState {
  const begun = initialState({
    setup: { clusterName: 'prod', isProduction: false, charset: 'unicode', ...setup },
    nowMs: exampleNowMs - 60_000,
    intervalMs: 2000,
    writes,
    size,
  });
  const earlier = arrive(begun, exampleNowMs - 30_000, [
    { type: 'connected' },
    {
      type: 'picture',
      picture: { ...examplePicture, atMs: exampleNowMs - 30_000, commitIndex: 47_100 },
    },
  ]);
  return arrive(earlier, exampleNowMs, [
    { type: 'picture', picture: examplePicture },
    { type: 'load', nodeId: 'n1', buckets: exampleBuckets(412) },
    { type: 'load', nodeId: 'n2', buckets: exampleBuckets(3) },
    { type: 'events', events: exampleEvents },
    ...keysNews(earlier),
  ]);
}

export function arrive(
  state: DashboardState,
  nowMs: number,
  news: readonly News[],
): DashboardState {
  return reduce(state, { type: 'arrived', nowMs, news });
}

/** The page that the keys pane asks for, if it asks. */
export function keysNews(state: DashboardState): readonly News[] {
  const query = wantedOf({ ...state, ui: { ...state.ui, view: 'keys' } }).keys;
  if (query === undefined) return [];
  const entries = exampleEntries.map((entry) =>
    entry.type === 'key' && query.values === 'hidden' ? { ...entry, value: undefined } : entry,
  );
  const page = { query, entries, more: false, earlier: false, revision: 48_213, total: 20_114 };
  return [{ type: 'keys', page }];
}

const aliveNode: NodeRow = {
  id: 'n1',
  addr: '10.0.0.1:8400',
  raft: 'leader',
  ghost: undefined,
  gossip: 'alive',
  role: 'leader',
  appliedIndex: 48_213,
  lag: 0,
  contactMs: undefined,
  rtt: { type: 'measured', ms: 0.4 },
  operationsPerSecond: 1200,
  rssBytes: 84 * 1024 * 1024,
  keys: 20_114,
  uptimeMs: 76 * 3_600_000,
  certificateExpiryMs: exampleNowMs + 21.5 * 86_400_000,
  version: '1.2.0',
  ready: true,
  drained: false,
  seenAtMs: exampleNowMs,
  problem: undefined,
};

const silentNode: NodeRow = {
  ...aliveNode,
  id: 'n3',
  addr: '10.0.0.3:8400',
  raft: 'voter',
  gossip: 'suspect',
  role: undefined,
  appliedIndex: 48_102,
  lag: 111,
  contactMs: 2100,
  rtt: { type: 'timeout' },
  operationsPerSecond: undefined,
  rssBytes: undefined,
  keys: undefined,
  uptimeMs: undefined,
  certificateExpiryMs: undefined,
  version: '1.1.0',
  ready: undefined,
  drained: undefined,
  problem: 'does not answer',
};

const exampleNodes: readonly NodeRow[] = [
  aliveNode,
  {
    ...aliveNode,
    id: 'n2',
    addr: '10.0.0.2:8400',
    raft: 'voter',
    role: 'follower',
    contactMs: 12,
    rtt: { type: 'measured', ms: 0.9 },
    operationsPerSecond: 640,
  },
  silentNode,
  {
    ...silentNode,
    id: 'n4',
    addr: '10.0.0.4:8400',
    raft: undefined,
    ghost: 'gossip-only',
    gossip: 'alive',
    appliedIndex: undefined,
    lag: undefined,
    contactMs: undefined,
    rtt: { type: 'unknown' },
    problem: 'in gossip, not in raft',
  },
];

const examplePeers: readonly PeerRow[] = [
  {
    id: 'n2',
    voter: true,
    state: 'pipeline',
    matchIndex: 48_213,
    nextIndex: 48_214,
    inFlight: 0,
    lag: 0,
    contactMs: 12,
    progress: 1,
  },
  {
    id: 'n3',
    voter: true,
    state: 'probe',
    matchIndex: 48_102,
    nextIndex: 48_103,
    inFlight: 1,
    lag: 111,
    contactMs: 2100,
    progress: 0.998,
  },
];

export const examplePicture: ClusterPicture = {
  atMs: exampleNowMs,
  connectedId: 'n1',
  leaderId: 'n1',
  term: 7,
  commitIndex: 48_213,
  revision: 48_213,
  keys: 20_114,
  quorum: { voters: 3, healthy: 2, needed: 2, canLose: 0 },
  alarms: ['n3 does not answer'],
  nodes: exampleNodes,
  peers: examplePeers,
  heard: {
    statusAtMs: exampleNowMs,
    leaderAtMs: exampleNowMs,
    poolAtMs: exampleNowMs,
  },
};

const exampleEvents: readonly EventRow[] = [
  {
    id: 'n1/1',
    timeMs: exampleNowMs - 178_000,
    tellers: ['n1', 'n2'],
    type: 'leader',
    text: 'leader n2 -> n1',
    cause: 'transfer, by ops',
  },
  {
    id: 'n1/2',
    timeMs: exampleNowMs - 61_000,
    tellers: ['n1'],
    type: 'denied',
    text: 'batch may not delete cfg/a',
    cause: undefined,
  },
  {
    id: 'n1/3',
    timeMs: exampleNowMs - 21_000,
    tellers: ['n1', 'n2'],
    type: 'member-suspect',
    text: 'n3 suspect',
    cause: 'no ack for 1.2s, asked n2',
  },
];

/** What the panes of their own show when they are opened. */
export const exampleDetails: readonly News[] = [
  {
    type: 'raft',
    tail: {
      nodeId: 'n1',
      firstIndex: 40_001,
      entries: Array.from({ length: 20 }, (_, at) => ({
        index: 48_194 + at,
        term: 7,
        type: at === 3 ? 'configuration' : 'command',
        bytes: 120 + at,
        commands: at === 3 ? 0 : 1 + (at % 4),
        committed: at < 19,
      })),
    },
  },
  {
    type: 'nodeDetail',
    detail: {
      id: 'n1',
      version: '1.2.0',
      nodeVersion: 'v24.21.0',
      pid: 4242,
      logLevel: 'info',
      loopDelayP99Us: 4200,
      heapBytes: 40 * 1024 * 1024,
      rssBytes: 84 * 1024 * 1024,
      configuration: [
        ['node-name', 'n1'],
        ['rpc-port', '8400'],
      ],
      certificates: [
        { use: 'server', subject: 'CN=n1', expiryMs: exampleNowMs + 21.5 * 86_400_000 },
      ],
      log: ['12:01:02 became the leader of term 7', '12:03:39 n3 does not answer \x1b[31m'],
    },
  },
  {
    type: 'keyDetail',
    detail: {
      key: 'lock\n',
      item: {
        value: previewOf('{"owner":"n1","of":[1,2]}'),
        createRevision: 47_000,
        revision: 48_001,
        version: 2,
        expiresAtMs: exampleNowMs + 30_000,
        leaseId: 7,
      },
      history: [
        {
          atMs: exampleNowMs - 2000,
          revision: 48_001,
          change: { type: 'set', value: previewOf('{"owner":"n1","of":[1,2]}') },
        },
        {
          atMs: exampleNowMs - 9000,
          revision: 47_000,
          change: { type: 'read', value: previewOf('{}') },
        },
      ],
    },
  },
];

/** All that a server remembers, in waves that end at `perSecond`. */
function exampleBuckets(perSecond: number): readonly LoadBucket[] {
  const end = Math.floor(exampleNowMs / 1000);
  const seconds = 900;
  return Array.from({ length: seconds }, (_, index) => {
    const ago = seconds - 1 - index;
    const wave = 0.55 + 0.25 * Math.cos(ago / 9) + 0.2 * Math.cos(ago / 70);
    const count = ago < 5 ? perSecond : Math.round(perSecond * wave);
    return {
      second: end - ago,
      operations: [
        { kind: 'set', count, errors: 0, p50Us: 600, p99Us: 3100, maxUs: 41_000 },
        { kind: 'get', count: count * 4, errors: 0, p50Us: 300, p99Us: 900, maxUs: 12_000 },
        ...(index % 20 === 0
          ? [{ kind: 'range', count: 2, errors: 1, p50Us: 900, p99Us: 2000, maxUs: 2000 } as const]
          : []),
      ],
      loopDelayUs: 4200,
      rssBytes: 84 * 1024 * 1024,
      heapBytes: 40 * 1024 * 1024,
      keys: 20_114,
      watchEvents: 0,
      cpuPermille: 120,
    };
  });
}

const exampleEntries: readonly KeyEntry[] = [
  { type: 'group', prefix: 'cfg/', keys: 214 },
  { type: 'group', prefix: 'users/', keys: 19_897 },
  exampleKey('greeting', 48_213, 'hello, wide 値 and \x1b[31mred'),
  exampleKey('lock\n', 48_001, '{"owner":"n1"}', exampleNowMs + 30_000),
  exampleKey('zero', 12, ''),
];

function exampleKey(
  key: string,
  revision: number,
  text: string,
  expiresAtMs: number | undefined = undefined,
): KeyEntry {
  return {
    type: 'key',
    key,
    revision,
    version: 2,
    expiresAtMs,
    leaseId: 0,
    value: previewOf(text),
    changedAtMs: key === 'greeting' ? exampleNowMs - 2000 : undefined,
  };
}

function previewOf(text: string): ValuePreview {
  const head = new TextEncoder().encode(text);
  return { head, sizeBytes: head.length };
}
