import type { mokv } from '../api/gen/messages.js';
import { count } from './format-quantity.ts';

export function countVoters(servers: readonly mokv.v1.IRaftServer[]): number {
  return servers.filter((server) => server.voter).length;
}

/** What so many voters can stand, for people. */
export function quorumText(voters: number): string {
  const { needed, can_lose } = quorumRecord(voters);
  return `${count(voters, 'voter')}, needs ${needed}, can lose ${can_lose}`;
}

/** The same for programs. */
export function quorumRecord(voters: number) {
  const needed = Math.floor(voters / 2) + 1;
  return { voters, needed, can_lose: Math.max(voters - needed, 0) };
}
