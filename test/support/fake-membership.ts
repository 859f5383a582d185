import type {
  MembershipPort,
  NewMember,
  StopVerdict,
} from '../../src/node/server/membership-port.ts';

/** Takes every change and remembers it. */
export class FakeMembership implements MembershipPort {
  readonly changes: string[] = [];

  async add({ id, address, nonVoter }: NewMember): Promise<void> {
    this.changes.push(`add ${id} ${address} ${nonVoter ? 'nonvoter' : 'voter'}`);
  }

  async promote(id: string): Promise<void> {
    this.changes.push(`promote ${id}`);
  }

  async demote(id: string): Promise<void> {
    this.changes.push(`demote ${id}`);
  }

  async remove(id: string): Promise<void> {
    this.changes.push(`remove ${id}`);
  }

  async transferLeadership(target: string | undefined): Promise<string> {
    this.changes.push(`transfer ${target ?? 'to the best'}`);
    return target ?? 'n2';
  }

  async stepDown(): Promise<void> {
    this.changes.push('step down');
  }

  okToStop(ids: readonly string[]): StopVerdict {
    this.changes.push(`ok to stop ${ids.join(' ')}`);
    return { ok: true, reason: 'nothing is at stake here', voters: 3, healthy: 2, quorum: 2 };
  }
}
