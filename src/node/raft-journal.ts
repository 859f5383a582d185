import { type Configuration, type Server, serverOf } from './raft/configuration.ts';
import type { RaftEvent, RoleName } from './raft/output.ts';
import type { Journal } from './server/journal.ts';

/** Tells in the journal what happens to the consensus, and why as far as this node knows. */
export function raftJournal(nodeId: string, journal: Journal): (event: RaftEvent) => void {
  let role: RoleName = 'follower';
  let cause = '';
  let configuration: Configuration | undefined;
  return (event) => {
    switch (event.type) {
      case 'roleChanged':
        cause = event.cause;
        recordRole(journal, nodeId, role, event);
        role = event.role;
        return;
      case 'leaderChanged':
        recordLeader(journal, event, event.leader?.id === nodeId ? cause : undefined);
        return;
      case 'configurationChanged':
        for (const text of differences(configuration, event.configuration)) {
          journal.record({ type: 'configuration', text, fields: { index: `${event.index}` } });
        }
        configuration = event.configuration;
        return;
      case 'peerLostEntries': {
        const { peer, acknowledgedIndex, lastIndex } = event;
        const text = `${peer} lost entries: it had acknowledged ${acknowledgedIndex} and ends at ${lastIndex}`;
        journal.record({ type: 'alarm', text });
        return;
      }
      case 'blanknessEnded':
        journal.record({ type: 'start', text: `${nodeId} votes from now on`, cause: event.cause });
        return;
      case 'peerStateChanged':
      case 'messageRefused':
        return;
    }
  };
}

function recordRole(
  journal: Journal,
  nodeId: string,
  before: RoleName,
  { role, term, cause }: Extract<RaftEvent, { readonly type: 'roleChanged' }>,
): void {
  const fields = { term: `${term}` };
  if (role === 'candidate') {
    const text = `${nodeId} stands for election in term ${term}`;
    journal.record({ type: 'election', text, cause, fields });
  } else if (role === 'follower' && before === 'leader') {
    journal.record({ type: 'step-down', text: `${nodeId} leads no more`, cause, fields });
  }
}

function recordLeader(
  journal: Journal,
  { leader, term }: Extract<RaftEvent, { readonly type: 'leaderChanged' }>,
  cause: string | undefined,
): void {
  const text =
    leader === undefined ? `no leader is known in term ${term}` : `${leader.id} leads term ${term}`;
  const fields = { term: `${term}`, leader: leader?.id ?? '' };
  journal.record({ type: 'leader', text, cause, fields });
}

/** One line for each server that is not as it was. */
function differences(before: Configuration | undefined, after: Configuration): string[] {
  if (before === undefined) return [`the configuration is ${after.servers.map(nameOf).join(', ')}`];
  const removed = before.servers
    .filter(({ id }) => serverOf(after, id) === undefined)
    .map(({ id }) => `${id} was removed`);
  const others = after.servers.flatMap((server) => {
    const known = serverOf(before, server.id);
    if (known === undefined) return [`${nameOf(server)} was added`];
    const moved = known.address === server.address ? [] : [`${server.id} is at ${server.address}`];
    return known.suffrage === server.suffrage ? moved : [`${nameOf(server)} now`, ...moved];
  });
  return [...removed, ...others];
}

function nameOf({ id, suffrage }: Server): string {
  return `${id} (${suffrage === 'voter' ? 'voter' : 'non-voter'})`;
}
