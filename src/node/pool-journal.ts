import type { PoolChange } from './server/gossip-port.ts';
import type { Journal, JournalType } from './server/journal.ts';

/** Tells in the journal who joined the pool, failed there or left it. */
export function recordPoolChange(journal: Journal, change: PoolChange): void {
  const type = typeOf(change);
  if (type === undefined || change.type === 'user') return;
  const { name, address } = change.member;
  journal.record({ type, text: `${name} ${verbOf[type]}`, fields: { node: name, address } });
}

type MemberType = Extract<JournalType, 'member-join' | 'member-failed' | 'member-left'>;

const verbOf: Readonly<Record<MemberType, string>> = {
  'member-join': 'joined the pool',
  'member-failed': 'failed: no member could reach it',
  'member-left': 'left the pool',
};

function typeOf({ type }: PoolChange): MemberType | undefined {
  switch (type) {
    case 'join':
      return 'member-join';
    case 'failed':
      return 'member-failed';
    case 'leave':
    case 'reap':
      return 'member-left';
    case 'update':
    case 'user':
      return undefined;
  }
}
