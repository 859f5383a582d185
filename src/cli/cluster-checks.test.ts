import { describe, expect, it } from 'vitest';
import { mokv } from '../api/gen/messages.js';
import { renderChecks } from './check-view.ts';
import { clusterChecks, type Thresholds, worstOf } from './cluster-checks.ts';

const now = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;
const thresholds = { maxLag: 10, maxContact: 2000, certWarn: 14 * dayMs, voters: undefined };

const healthy: mokv.v1.IStatusResponse = {
  nodeId: 'n1',
  role: 'leader',
  leaderId: 'n1',
  term: 3,
  commitIndex: 100,
  lastIndex: 100,
  ready: true,
  certificateExpiryMs: now + 30.5 * dayMs,
  servers: ['n1', 'n2', 'n3'].map((id) => ({ id, addr: `${id}:1`, voter: true })),
  peers: ['n2', 'n3'].map((id) => ({ id, matchIndex: 100, lastContactMs: 20 })),
};

describe('clusterChecks', () => {
  it('finds a healthy cluster in order', () => {
    expect(checksOf({})).toEqual([
      { name: 'leader', state: 'ok', text: 'n1 leads term 3', value: 1 },
      { name: 'quorum', state: 'ok', text: '3 of 3 voters in contact, 2 needed', value: 3 },
      { name: 'voters', state: 'ok', text: '3 voters', value: 3 },
      { name: 'lag', state: 'ok', text: 'lag 0', value: 0 },
      { name: 'contact', state: 'ok', text: 'last contact 20ms ago', value: 20 },
      {
        name: 'certificate',
        state: 'ok',
        text: 'the first certificate, of n1, ends in 30d',
        value: 30,
      },
      { name: 'ready', state: 'ok', text: '1 node ready', value: 1 },
    ]);
  });

  it.each<[string, mokv.v1.IStatusResponse, Partial<Thresholds>, string]>([
    ['no leader', { role: 'follower', leaderId: '', peers: [] }, {}, 'critical there is no leader'],
    [
      'a voter that is silent',
      { peers: peers(100, 20, 100, 9400) },
      {},
      'warning 2 of 3 voters in contact, 2 needed',
    ],
    [
      'two voters that are silent',
      { peers: peers(100, 3000, 100, 9400) },
      {},
      'critical 1 of 3 voters in contact, 2 needed',
    ],
    ['too few voters', {}, { voters: 5 }, 'critical 3 voters, 5 wanted'],
    ['lag', { peers: peers(80, 20, 100, 20) }, {}, 'warning n2 is 20 entries behind'],
    ['silence', {}, { maxContact: 10 }, 'warning n2 is silent for 20ms'],
    [
      'a certificate that ends soon',
      {},
      { certWarn: 31 * dayMs },
      'warning the first certificate, of n1, ends in 30d',
    ],
    [
      'a certificate that has ended',
      { certificateExpiryMs: now - 1 },
      {},
      'critical the certificate of n1 has ended',
    ],
    ['a node that is not ready', { ready: false }, {}, 'warning not ready: n1'],
  ])('tells of %s', (_, status, given, expected) => {
    const wrong = checksOf(status, given)
      .filter(({ state }) => state !== 'ok')
      .map(({ state, text }) => `${state} ${text}`);
    expect(wrong).toContain(expected);
  });

  it('does not warn of one voter alone', () => {
    const servers = [{ id: 'n1', addr: 'n1:1', voter: true }];
    expect(worstOf(checksOf({ servers, peers: [] }))).toBe('ok');
  });
});

describe('renderChecks', () => {
  it('is one line of a Nagios plugin, the worst first', () => {
    const checks = checksOf({ ready: false, peers: peers(100, 3000, 100, 9400) });
    expect(renderChecks(checks, 'nagios')).toBe(
      'MOKV CRITICAL - 1 of 3 voters in contact, 2 needed; n3 is silent for 9.4s; not ready: n1' +
        ' | leader=1 quorum=1 voters=3 lag=0 contact=9400 certificate=30 ready=0\n',
    );
  });

  it('is two families for Prometheus', () => {
    const lines = renderChecks(checksOf({ ready: false }), 'prometheus').split('\n');
    expect(lines.slice(0, 3)).toEqual([
      '# HELP mokv_check_state 0 is ok, 1 a warning, 2 critical.',
      '# TYPE mokv_check_state gauge',
      'mokv_check_state{check="leader"} 0',
    ]);
    expect(lines).toContain('mokv_check_state{check="ready"} 1');
    expect(lines).toContain('mokv_check_value{check="certificate"} 30');
  });
});

/** Match index and contact of n2 and n3. */
function peers(match2: number, contact2: number, match3: number, contact3: number) {
  return [
    { id: 'n2', matchIndex: match2, lastContactMs: contact2 },
    { id: 'n3', matchIndex: match3, lastContactMs: contact3 },
  ];
}

function checksOf(differences: mokv.v1.IStatusResponse, given: Partial<Thresholds> = {}) {
  const status = mokv.v1.StatusResponse.create({ ...healthy, ...differences });
  const nodes = new Map([[status.nodeId, status]]);
  return clusterChecks({ status, pool: undefined, nodes, now }, { ...thresholds, ...given });
}
