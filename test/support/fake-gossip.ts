import type {
  GossipPort,
  JoinOutcome,
  PoolKeyAnswer,
  PoolKeyOperation,
  PoolListener,
  PoolMember,
  PoolQueryListener,
} from '../../src/node/server/gossip-port.ts';

/** A pool of one that does all that it is asked for, and remembers it. */
export class FakeGossip implements GossipPort {
  readonly id = 'n1';
  readonly changes: string[] = [];
  readonly listeners = new Set<PoolListener>();

  isEncrypted(): boolean {
    return true;
  }

  members(): readonly PoolMember[] {
    const tags = new Map([['rpc_addr', '127.0.0.1:1']]);
    const member = { name: 'n1', address: '127.0.0.1:2', status: 'alive', tags } as const;
    return [{ ...member, incarnation: 3, rttMs: undefined }];
  }

  rttMs(from: string, to: string): number {
    return from === to ? 0 : 1.5;
  }

  async join(addresses: readonly string[]): Promise<readonly JoinOutcome[]> {
    this.changes.push(`join ${addresses.join(' ')}`);
    return addresses.map((address) => ({ address, failure: undefined }));
  }

  forceLeave(name: string, prune: boolean): void {
    this.changes.push(`force ${name} to leave${prune ? ' and forget it' : ''}`);
  }

  async leave(): Promise<void> {
    this.changes.push('leave');
  }

  async keys(operation: PoolKeyOperation, key: Uint8Array): Promise<readonly PoolKeyAnswer[]> {
    this.changes.push(`${operation} ${key.length} bytes`);
    const keys = [Buffer.from(key).toString('base64')];
    return [{ name: 'n1', ok: true, message: '', keys, primaryKey: '' }];
  }

  sendEvent(name: string, payload: Uint8Array): void {
    this.changes.push(`event ${name} ${payload.length}`);
  }

  query(name: string, payload: Uint8Array, listener: PoolQueryListener): () => void {
    listener.answered({ type: 'ack', from: this.id });
    const answer = Buffer.from(`${name} ${Buffer.from(payload)}`);
    listener.answered({ type: 'response', from: this.id, payload: answer });
    setImmediate(() => listener.ended());
    return () => undefined;
  }

  subscribe(listener: PoolListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
