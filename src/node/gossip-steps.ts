import type { Member } from './gossip/member.ts';
import { type Configuration, type Server, serverOf } from './raft/configuration.ts';

/** mökv's tag for the address of the RPC port, and ours. */
export const gossipTags = {
  rpcAddress: 'rpc_addr',
  version: 'mokv',
  /** A node without data wants to be a voter. The value is a token that no other start has. */
  join: 'join',
  /** In place of `join`, of a node that is to stay a non-voter. A leader that does not know it leaves the node out. */
  joinNonVoter: 'join_nonvoter',
  /** The tokens of nodes that this one has made voters, separated by commas; they take their tag back. */
  joined: 'joined',
} as const;

/** A difference between gossip and the Raft configuration that the leader mends. */
export type Step =
  | ({ readonly type: 'add' } & Joining)
  /** Its disk is empty, but it has voted under this name before: it has to begin anew. */
  | ({ readonly type: 'readd' } & Joining)
  | { readonly type: 'remove'; readonly id: string };

interface Joining {
  readonly id: string;
  readonly address: string;
  /** It is to stay one. */
  readonly nonVoter: boolean;
}

/** The first step that is due; one at a time, and none about this node itself. */
export function nextStep(
  members: readonly Member[],
  self: string,
  configuration: Configuration,
  isDue: (step: Step) => boolean,
): Step | undefined {
  const joined = joinedTokens(members);
  for (const member of members) {
    if (member.name === self) continue;
    const step = stepFor(member, serverOf(configuration, member.name), joined);
    if (step !== undefined && isDue(step)) return step;
  }
  return undefined;
}

/** Only what somebody means: a member that failed stays, a node that nobody asked to join stays out. */
function stepFor(
  { name: id, status, tags }: Member,
  server: Server | undefined,
  joined: ReadonlySet<string>,
): Step | undefined {
  if (status === 'left') return server === undefined ? undefined : { type: 'remove', id };
  const address = tags.get(gossipTags.rpcAddress);
  if (status !== 'alive' || address === undefined) return undefined;
  const wish = joinWish(tags);
  if (wish !== undefined && !joined.has(wish.token)) {
    const type = server?.suffrage === 'voter' ? 'readd' : 'add';
    return { type, id, address, nonVoter: wish.nonVoter };
  }
  // A node of mökv has no tag to say that it wants in: being there means it.
  if (server === undefined) {
    if (tags.has(gossipTags.version)) return undefined;
    return { type: 'add', id, address, nonVoter: false };
  }
  // It has moved, and its certificate will prove that it is the same.
  if (server.address === address) return undefined;
  return { type: 'add', id, address, nonVoter: server.suffrage === 'nonvoter' };
}

/** What a node asks for that has no data. */
function joinWish(
  tags: Member['tags'],
): { readonly token: string; readonly nonVoter: boolean } | undefined {
  const voter = tags.get(gossipTags.join);
  if (voter !== undefined) return { token: voter, nonVoter: false };
  const nonVoter = tags.get(gossipTags.joinNonVoter);
  return nonVoter === undefined ? undefined : { token: nonVoter, nonVoter: true };
}

/** The tokens that any member says are done with. */
export function joinedTokens(members: readonly Member[]): ReadonlySet<string> {
  const texts = members.map(({ tags }) => tags.get(gossipTags.joined) ?? '');
  return new Set(texts.flatMap((text) => text.split(',')).filter((token) => token !== ''));
}

/** The tokens of members that still ask to join. */
export function joinTokens(members: readonly Member[]): ReadonlySet<string> {
  return new Set(members.flatMap((member) => joinTokenOf(member) ?? []));
}

export function joinTokenOf({ tags }: Member): string | undefined {
  return joinWish(tags)?.token;
}
