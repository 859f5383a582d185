import { formatAge, formatContact, formatDays, formatRtt } from '../cli/format-quantity.ts';
import type { NodeRow } from './facts.ts';
import { formatCount, formatSize } from './quantity.ts';
import type { DashboardState } from './state.ts';
import { type Column, numberColumn, type Tone } from './table.ts';

const limits = { certificateMs: 14 * 86_400_000, lagMax: 100 } as const;

/** `connectedId` gets a star of its own; `nowMs` is what certificates are measured against. */
export function nodeColumns({
  connectedId,
  nowMs,
  charset,
}: {
  readonly connectedId: string | undefined;
  readonly nowMs: number;
  readonly charset: DashboardState['setup']['charset'];
}): readonly Column<NodeRow>[] {
  const star = charset === 'ascii' ? '*' : '★';
  return [
    {
      name: 'NODE',
      align: 'left',
      hideOrder: 0,
      text: ({ id, ghost }) =>
        `${ghost === 'gossip-only' ? `(${id})` : id}${id === connectedId ? '*' : ''}`,
      tone: nodeTone,
      sortKey: ({ id }) => id,
    },
    {
      name: 'RAFT',
      align: 'left',
      hideOrder: 0,
      text: (row) => `${markOf(row, star)} ${roleOf(row)}`,
      tone: nodeTone,
    },
    {
      name: 'GOSSIP',
      align: 'left',
      hideOrder: 10,
      text: ({ gossip }) => gossip ?? '-',
      tone: ({ gossip }) => gossipTone(gossip),
    },
    numberColumn('APPLIED', 6, ({ appliedIndex }) => appliedIndex),
    {
      ...numberColumn('LAG', 11, ({ lag }) => lag),
      tone: ({ lag }) => ((lag ?? 0) > limits.lagMax ? 'warning' : 'normal'),
    },
    numberColumn('CONTACT', 9, ({ contactMs }) => contactMs, formatContact),
    {
      name: 'RTT',
      align: 'right',
      hideOrder: 7,
      text: rttText,
      tone: ({ rtt }) => (rtt.type === 'timeout' ? 'bad' : 'normal'),
      sortKey: ({ rtt }) => (rtt.type === 'measured' ? rtt.ms : undefined),
    },
    numberColumn('OPS/s', 8, ({ operationsPerSecond }) => operationsPerSecond, formatCount),
    numberColumn('MEM', 2, ({ rssBytes }) => rssBytes, formatSize),
    numberColumn('KEYS', 3, ({ keys }) => keys, formatCount),
    numberColumn('UP', 4, ({ uptimeMs }) => uptimeMs, formatAge),
    {
      ...numberColumn(
        'CERT',
        5,
        ({ certificateExpiryMs: expiry }) => (expiry === undefined ? undefined : expiry - nowMs),
        formatDays,
      ),
      tone: ({ certificateExpiryMs: expiry }) =>
        expiry !== undefined && expiry - nowMs < limits.certificateMs ? 'warning' : 'normal',
    },
    { name: 'VER', align: 'left', hideOrder: 1, text: ({ version }) => version ?? '-' },
    { name: 'ADDR', align: 'left', hideOrder: 1, wideOnly: true, text: ({ addr }) => addr ?? '-' },
    {
      name: '',
      align: 'left',
      hideOrder: 6.5,
      flexible: { min: 20 },
      text: problemText,
      tone: nodeTone,
    },
  ];
}

/** What the symbol before the role says. */
function markOf(row: NodeRow, star: string): string {
  if (row.problem !== undefined) return '!';
  return row.raft === 'leader' ? star : ' ';
}

function roleOf({ raft, role }: NodeRow): string {
  if (raft === undefined) return '-';
  if (raft !== 'voter') return raft;
  return role === 'candidate' ? 'candidate' : 'follower';
}

function nodeTone({ raft, problem, gossip }: NodeRow): Tone {
  if (problem !== undefined) return gossip === 'suspect' ? 'warning' : 'bad';
  return raft === 'leader' ? 'leader' : 'normal';
}

function gossipTone(gossip: string | undefined): Tone {
  if (gossip === undefined) return 'dim';
  if (gossip === 'alive') return 'good';
  return gossip === 'suspect' ? 'warning' : 'bad';
}

function rttText({ rtt }: NodeRow): string {
  if (rtt.type === 'measured') return formatRtt(rtt.ms);
  return rtt.type === 'timeout' ? 't/o' : '-';
}

function problemText({ problem, drained, ready }: NodeRow): string {
  if (problem !== undefined) return `! ${problem}`;
  if (drained) return 'drained';
  return ready === false ? 'not ready' : '';
}
