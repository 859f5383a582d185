import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrive,
  exampleDashboard,
  exampleNowMs,
  examplePicture,
} from '../../../test/support/example-dashboard.ts';
import { widthOf } from '../drawable.ts';
import { formatTimeOfDay } from '../quantity.ts';
import { changeLines } from './change-lines.ts';
import { snapshotRecord } from './snapshot-record.ts';
import { snapshotText } from './snapshot-text.ts';
import { statHeader, statLine } from './stat-lines.ts';

const state = exampleDashboard({ size: { columns: 80, rows: 24 }, setup: { charset: 'ascii' } });
const at = formatTimeOfDay;

describe('snapshotText', () => {
  it('holds the cluster on one page', () => {
    expect(snapshotText(state, 160)).toEqual([
      'mokv top  prod > n1  leader n1  term 7  commit 48213  quorum 2/3, can lose 0  ! n3 does not answer  writes 415/s p99 3.1ms  every 2s  READ-ONLY',
      '',
      'NODE  RAFT        GOSSIP   APPLIED  LAG  CONTACT    RTT  OPS/s  MEM  KEYS    UP  CERT  VER',
      'n1*   * leader    alive      48213    0        -  0.4ms   1.2k  84M   20k  3d4h   21d  1.2.0',
      'n2      follower  alive      48213    0     12ms  0.9ms    640  84M   20k  3d4h   21d  1.2.0',
      'n3    ! follower  suspect    48102  111     2.1s    t/o      -    -     -     -     -  1.1.0  ! does not answer',
      '(n4)  ! -         alive          -    -        -      -      -    -     -     -     -  1.1.0  ! in gossip, not in raft',
      '',
      'set     415/s   p50 0.6ms   p99 3.1ms   max 41ms    errors 0.0 %',
      'get     1.7k/s  p50 0.3ms   p99 0.9ms   max 12ms    errors 0.0 %',
      'range   0/s     p50 -       p99 -       max 2.0ms   errors 50 %',
      'all     2.1k/s  p50 0.4ms   p99 3.1ms   max 41ms    errors 0.0 %',
      '',
      'TIME      TYPE            EVENT                                   SEEN BY',
      `${at(exampleNowMs - 21_000)}  member-suspect  n3 suspect (no ack for 1.2s, asked n2)  n1 n2`,
      `${at(exampleNowMs - 61_000)}  denied          batch may not delete cfg/a              n1`,
      `${at(exampleNowMs - 178_000)}  leader          leader n2 -> n1 (transfer, by ops)      n1 n2`,
      '',
      '! n3 does not answer',
    ]);
  });

  it('is never wider than it may be, and obeys nobody', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(120), (text, width) => {
        const [node] = examplePicture.nodes;
        if (node === undefined) return;
        const nodes = [{ ...node, id: text, problem: text, version: text }];
        const picture = { ...examplePicture, nodes, alarms: [text] };
        const hostile = arrive(state, exampleNowMs, [{ type: 'picture', picture }]);
        for (const line of snapshotText(hostile, width)) {
          expect(widthOf(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/\p{Cc}/u);
        }
        expect(statLine(hostile)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('statLine', () => {
  it('stands below its header', () => {
    expect([statHeader(), statLine(state)]).toEqual([
      '    TIME   LEADER  TERM    COMMIT QUORUM    LAG   KEYS   MEM  SET/s  GET/s  OPS/s    P99 ERRORS',
      `${at(exampleNowMs)}       n1     7     48213    2/3    111    20k   84M    415   1.7k   2.1k  3.1ms  0.0 % ! n3 does not answer`,
    ]);
  });

  it('says how old it is, and knows nothing before anything was heard', () => {
    const gone = { type: 'disconnected', reason: 'refused', retryAtMs: 0 } as const;
    expect(statLine(arrive(state, exampleNowMs + 7000, [gone]))).toContain('0.0 % STALE 7s !');
    const nothing = { latest: undefined, trouble: undefined };
    const line = statLine({ ...state, cluster: nothing, load: nothing });
    expect(line.trim().split(/ +/).slice(1)).toEqual(['none', ...Array(11).fill('-')]);
  });
});

it('snapshotRecord says the same for programs', () => {
  expect(snapshotRecord(state)).toMatchObject({
    time_ms: exampleNowMs,
    healthy: false,
    connection: 'live',
    stale_ms: null,
    cluster: {
      connected: 'n1',
      leader: 'n1',
      quorum: { voters: 3, healthy: 2, needed: 2, can_lose: 0 },
      alarms: ['n3 does not answer'],
    },
    nodes: [
      { id: 'n1', raft: 'leader', rtt_ms: 0.4, timed_out: false, problem: null },
      { id: 'n2', raft: 'voter', contact_ms: 12 },
      { id: 'n3', rtt_ms: null, timed_out: true, keys: null },
      { id: 'n4', raft: null, ghost: 'gossip-only' },
    ],
    load: { kinds: [{ kind: 'set', per_second: 415 }, { kind: 'get' }, { kind: 'range' }] },
    events: [{ type: 'member-suspect', seen_by: ['n1', 'n2'] }, {}, { cause: 'transfer, by ops' }],
    denied: [],
  });
});

describe('changeLines', () => {
  const nothing = { latest: undefined, trouble: undefined };

  it('say where the cluster stands first', () => {
    expect(changeLines({ ...state, cluster: nothing }, state)).toEqual(
      [
        'n1 leads in term 7',
        'quorum 2/3, can lose 0',
        'n1: leader, alive',
        'n2: voter, alive',
        'n3: voter, suspect, does not answer',
        'n4: not in the Raft configuration, alive, in gossip, not in raft',
        'alarm: n3 does not answer',
      ].map((text) => `${at(exampleNowMs)} ${text}`),
    );
  });

  it('say only what is different, and nothing when nothing is', () => {
    expect(changeLines(state, state)).toEqual([]);
    const [first, second, third] = examplePicture.nodes;
    if (!first || !second || !third) throw new Error('the example has nodes');
    const picture = {
      ...examplePicture,
      ...{ leaderId: 'n2', term: 8, commitIndex: 50_000, alarms: [] },
      quorum: { voters: 3, healthy: 3, needed: 2, canLose: 1 },
      nodes: [
        { ...first, raft: 'voter' } as const,
        { ...second, raft: 'leader', keys: 3 } as const,
        { ...third, gossip: 'alive', problem: undefined },
      ],
    };
    const nowMs = exampleNowMs + 4000;
    const later = arrive(state, nowMs, [
      { type: 'disconnected', reason: 'refused', retryAtMs: nowMs },
      { type: 'picture', picture },
      {
        type: 'events',
        events: [
          {
            id: 'x',
            timeMs: nowMs,
            tellers: ['n2'],
            type: 'leader',
            text: 'n2 leads',
            cause: 'asked',
          },
        ],
      },
      { type: 'trouble', part: 'load', trouble: { type: 'denied', message: 'not for you' } },
    ]);
    expect(changeLines(state, later)).toEqual(
      [
        'connection lost: refused',
        'n2 leads in term 8',
        'quorum 3/3, can lose 1',
        'n1: voter',
        'n2: leader',
        'n3: alive in gossip',
        'n3: well again',
        'n4 is gone',
        'no more: n3 does not answer',
        'event: n2 leads, because: asked',
        'load: denied: not for you',
      ].map((text) => `${at(nowMs)} ${text}`),
    );
  });
});
