import { drawable } from '../drawable.ts';
import type { ClusterPicture, EventRow, NodeRow } from '../facts.ts';
import { quorumText } from '../header.ts';
import { formatTimeOfDay } from '../quantity.ts';
import type { DashboardState } from '../state.ts';

/** What has changed from one state to the next, a sentence for each, for somebody who hears it read. */
export function changeLines(before: DashboardState, after: DashboardState): readonly string[] {
  const sentences = [
    ...connectionSentences(before, after),
    ...pictureSentences(before.cluster.latest?.value, after.cluster.latest?.value),
    ...eventSentences(before, after),
    ...(['cluster', 'load', 'events'] as const).flatMap((part) => {
      const { trouble } = after[part];
      const isNew = trouble?.type === 'denied' && before[part].trouble?.type !== 'denied';
      return isNew ? [`${part}: denied: ${trouble.message}`] : [];
    }),
  ];
  const time = formatTimeOfDay(after.nowMs);
  return sentences.map((text) => `${time} ${drawable(text, after.setup.charset)}`);
}

function connectionSentences(before: DashboardState, after: DashboardState): readonly string[] {
  const { connection } = after;
  if (before.connection.type === connection.type) return [];
  switch (connection.type) {
    case 'live':
      return [before.connection.type === 'stale' ? 'connected again' : 'connected'];
    case 'connecting':
      return ['connecting'];
    case 'stale':
      return [`connection lost: ${connection.reason}`];
  }
}

function pictureSentences(
  before: ClusterPicture | undefined,
  after: ClusterPicture | undefined,
): readonly string[] {
  if (after === undefined) return [];
  const { leaderId, term, quorum, alarms, nodes } = after;
  const known = new Map((before?.nodes ?? []).map((row) => [row.id, row]));
  return [
    ...(before?.leaderId === leaderId && before?.term === term
      ? []
      : [
          leaderId === undefined
            ? `no leader in term ${term}`
            : `${leaderId} leads in term ${term}`,
        ]),
    ...(before !== undefined && quorumText(before.quorum) === quorumText(quorum)
      ? []
      : [quorumText(quorum)]),
    ...nodes.flatMap((row) => nodeSentences(known.get(row.id), row)),
    ...[...known.keys()]
      .filter((id) => !nodes.some((row) => row.id === id))
      .map((id) => `${id} is gone`),
    ...alarms
      .filter((alarm) => !(before?.alarms ?? []).includes(alarm))
      .map((alarm) => `alarm: ${alarm}`),
    ...(before?.alarms ?? [])
      .filter((alarm) => !alarms.includes(alarm))
      .map((alarm) => `no more: ${alarm}`),
  ];
}

function nodeSentences(before: NodeRow | undefined, after: NodeRow): readonly string[] {
  const { id, gossip, problem } = after;
  const raft = after.raft ?? 'not in the Raft configuration';
  if (before === undefined) {
    return [[`${id}: ${raft}`, gossip ?? 'not in gossip', problem].filter(Boolean).join(', ')];
  }
  return [
    ...(before.raft === after.raft ? [] : [`${id}: ${raft}`]),
    ...(before.gossip === gossip ? [] : [`${id}: ${gossip ?? 'not'} in gossip`]),
    ...(before.problem === problem ? [] : [`${id}: ${problem ?? 'well again'}`]),
  ];
}

function eventSentences(before: DashboardState, after: DashboardState): readonly string[] {
  const told = new Set((before.events.latest?.value ?? []).map(({ id }) => id));
  const added = (after.events.latest?.value ?? []).filter(({ id }) => !told.has(id));
  // What happened before the start is no change.
  return before.events.latest === undefined ? [] : added.map(sentenceOf);
}

function sentenceOf({ text, cause }: EventRow): string {
  return `event: ${text}${cause === undefined ? '' : `, because: ${cause}`}`;
}
