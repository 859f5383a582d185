import type { ClusterView } from '../client/cluster-view.ts';
import { isSilent, type MemberRecord, memberRecords } from '../client/member-records.ts';
import { count, formatContact, formatDays } from './format-quantity.ts';
import { countVoters, quorumRecord } from './quorum.ts';

/** From best to worst; the index is the exit code of a Nagios plugin. */
export const checkStates = ['ok', 'warning', 'critical'] as const;

export type CheckState = (typeof checkStates)[number];

/** What may be before it is said. */
export interface Thresholds {
  /** Committed entries that a member may lack. */
  readonly maxLag: number;
  /** Milliseconds since a member answered the leader. */
  readonly maxContact: number;
  /** Milliseconds that a server certificate must last. */
  readonly certWarn: number;
  /** Voters that there must be; undefined: as many as there are. */
  readonly voters: number | undefined;
}

/** One thing that was looked at. */
export interface Check {
  readonly name: 'leader' | 'quorum' | 'voters' | 'lag' | 'contact' | 'certificate' | 'ready';
  readonly state: CheckState;
  /** One line for people. */
  readonly text: string;
  /** For graphs: the worst of all members. */
  readonly value: number;
}

export function clusterChecks(view: ClusterView, thresholds: Thresholds): Check[] {
  const members = memberRecords(view).filter(({ raft }) => raft !== null);
  return [
    leaderCheck(view),
    quorumCheck(view, members),
    votersCheck(view, thresholds),
    lagCheck(members, thresholds),
    contactCheck(members, thresholds),
    certificateCheck(view, members, thresholds),
    readyCheck(view),
  ];
}

export function worstOf(checks: readonly Check[]): CheckState {
  const worst = Math.max(...checks.map(({ state }) => checkStates.indexOf(state)));
  return checkStates[worst] ?? 'ok';
}

function leaderCheck({ status }: ClusterView): Check {
  const leads = status.role === 'leader';
  const text = leads ? `${status.leaderId} leads term ${status.term}` : 'there is no leader';
  return { name: 'leader', state: leads ? 'ok' : 'critical', text, value: leads ? 1 : 0 };
}

/** Without a leader nobody knows who is in contact: then those count that answer. */
function quorumCheck({ status, nodes }: ClusterView, members: readonly MemberRecord[]): Check {
  const { voters, needed } = quorumRecord(countVoters(status.servers));
  const isUp = (member: MemberRecord): boolean =>
    status.role === 'leader' ? !isSilent(member) : nodes.has(member.id);
  const up = members.filter((one) => one.raft !== 'non-voter' && isUp(one)).length;
  const text = `${up} of ${count(voters, 'voter')} in contact, ${needed} needed`;
  const spare = up - needed;
  if (spare < 0) return { name: 'quorum', state: 'critical', text, value: up };
  // One voter alone has no spare one by design, as two have not.
  const state = spare === 0 && up < voters ? 'warning' : 'ok';
  return { name: 'quorum', state, text, value: up };
}

function votersCheck({ status }: ClusterView, { voters: wanted }: Thresholds): Check {
  const voters = countVoters(status.servers);
  const state = wanted === undefined || voters >= wanted ? 'ok' : 'critical';
  const text = count(voters, 'voter') + (state === 'ok' ? '' : `, ${wanted} wanted`);
  return { name: 'voters', state, text, value: voters };
}

function lagCheck(members: readonly MemberRecord[], { maxLag }: Thresholds): Check {
  const [worst] = members
    .map(({ id, lag }) => ({ id, lag: lag ?? 0 }))
    .toSorted((a, b) => b.lag - a.lag);
  const lag = worst?.lag ?? 0;
  if (lag <= maxLag) return { name: 'lag', state: 'ok', text: `lag ${lag}`, value: lag };
  const text = `${worst?.id} is ${lag} entries behind`;
  return { name: 'lag', state: 'warning', text, value: lag };
}

function contactCheck(members: readonly MemberRecord[], { maxContact }: Thresholds): Check {
  const never = members.find((member) => isSilent(member) && member.contact_ms === null);
  const [worst] = members.toSorted((a, b) => (b.contact_ms ?? 0) - (a.contact_ms ?? 0));
  const contact = worst?.contact_ms ?? 0;
  const name = 'contact';
  if (never !== undefined) {
    return { name, state: 'warning', text: `${never.id} never answered`, value: contact };
  }
  if (contact <= maxContact) {
    return {
      name,
      state: 'ok',
      text: `last contact ${formatContact(contact)} ago`,
      value: contact,
    };
  }
  const text = `${worst?.id} is silent for ${formatContact(contact)}`;
  return { name, state: 'warning', text, value: contact };
}

function certificateCheck(
  { now }: ClusterView,
  members: readonly MemberRecord[],
  { certWarn }: Thresholds,
): Check {
  const [first] = members
    .flatMap(({ id, certificate_expiry_ms: expiry }) => (expiry === null ? [] : [{ id, expiry }]))
    .toSorted((a, b) => a.expiry - b.expiry);
  const name = 'certificate';
  if (first === undefined) return { name, state: 'ok', text: 'no certificate is known', value: 0 };
  const leftMs = first.expiry - now;
  const value = Math.floor(leftMs / 86_400_000);
  if (leftMs <= 0) {
    return { name, state: 'critical', text: `the certificate of ${first.id} has ended`, value };
  }
  const text = `the first certificate, of ${first.id}, ends in ${formatDays(leftMs)}`;
  return { name, state: leftMs < certWarn ? 'warning' : 'ok', text, value };
}

/** Of those who answer: who does not is a matter of contact. */
function readyCheck({ nodes }: ClusterView): Check {
  const unready = [...nodes].filter(([, { ready }]) => !ready).map(([id]) => id);
  const value = nodes.size - unready.length;
  if (unready.length === 0) {
    return { name: 'ready', state: 'ok', text: `${count(value, 'node')} ready`, value };
  }
  return { name: 'ready', state: 'warning', text: `not ready: ${unready.join(', ')}`, value };
}
