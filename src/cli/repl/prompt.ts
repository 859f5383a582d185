import type { mokv } from '../../api/gen/messages.js';

/** What the shell knows of the server at the other end. */
export type Link =
  | { readonly type: 'unknown' }
  | {
      readonly type: 'connected';
      readonly node: string;
      readonly role: NodeRole;
      readonly leaderId: string;
    }
  | { readonly type: 'lost' };

export type NodeRole = 'leader' | 'follower' | 'candidate' | 'non-voter';

export interface PromptState {
  /** The name of the context, when one is in use. */
  readonly context: string | undefined;
  readonly production: boolean;
  readonly readOnly: boolean;
  readonly isInTransaction: boolean;
  readonly link: Link;
}

/** The server that answered, as the prompt names it. */
export function linkTo(status: mokv.v1.StatusResponse): Link {
  const { nodeId, leaderId, servers, role } = status;
  const isVoter = servers.find(({ id }) => id === nodeId)?.voter ?? false;
  return {
    type: 'connected',
    node: nodeId,
    role: isVoter ? roleNamed(role) : 'non-voter',
    leaderId,
  };
}

function roleNamed(role: string): NodeRole {
  return role === 'leader' || role === 'candidate' ? role : 'follower';
}

/** "prod n1* RO> ": the context, the connected node, a star for the leader. */
export function promptText(state: PromptState): string {
  const { context, production, readOnly, isInTransaction, link } = state;
  const access = readOnly ? ['RO'] : production ? ['RW'] : [];
  const transaction = isInTransaction ? ['(TXN)'] : [];
  return `${[...(context === undefined ? [] : [context]), ...linkWords(link), ...access, ...transaction].join(' ')}> `;
}

function linkWords(link: Link): string[] {
  switch (link.type) {
    case 'unknown':
      return ['mokv'];
    case 'lost':
      return ['(no connection)'];
    case 'connected': {
      const { node, role, leaderId } = link;
      const isPlain = role === 'leader' || role === 'follower';
      return [
        `${node}${role === 'leader' ? '*' : ''}`,
        ...(isPlain ? [] : [`(${role})`]),
        ...(leaderId === '' ? ['(no leader)'] : []),
      ];
    }
  }
}
