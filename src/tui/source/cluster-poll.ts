import type { mokv } from '../../api/gen/messages.js';
import { rpcAddressOf } from '../../client/cluster-view.ts';
import { type Answer, type Heard, type NodeAnswers, pictureOf } from './picture.ts';
import type { SourceContext } from './source-context.ts';
import { retryMs, troubleOf } from './trouble.ts';

const limits = {
  /** For the first node that answers; the others of the cluster get their turn in it. */
  firstMs: 3000,
  nodeMs: 1000,
  poolMs: 2000,
  /** After the answer with which a connection began, for a time that is only the way there and back. */
  secondAskMs: 50,
  /** In a cluster, and strangers in its pool. */
  nodesMax: 64,
} as const;

type Status = mokv.v1.StatusResponse;

/** Who belongs to the cluster, and where its RPC port is. */
export type Addresses = ReadonlyMap<string, string>;

/**
 * Asks some node, the gossip pool and each node, everybody in a loop of its own: who is slow is late with
 * its own row only. `onNodes` hears of all addresses whenever something was heard.
 */
export class ClusterPoll {
  readonly #context: SourceContext;
  readonly #onNodes: (addresses: Addresses) => void;
  readonly #nodes = new Map<string, NodeAnswers>();
  #first: Answer<Status> | undefined;
  #pool: Answer<mokv.v1.MembersResponse> | undefined;
  #failures = 0;
  #urgent = '';

  constructor(context: SourceContext, onNodes: (addresses: Addresses) => void) {
    this.#context = context;
    this.#onNodes = onNodes;
  }

  async askFirst(signal: AbortSignal): Promise<number> {
    const { client, inbox, intervalMs } = this.#context;
    try {
      const deadline = Date.now() + limits.firstMs;
      const value = await client.cluster.status({ deadline, signal });
      this.#first = { value, atMs: Date.now() };
      inbox.add({ type: 'connected' }, this.#failures > 0 ? 'soon' : 'later');
      this.#failures = 0;
      this.#heard();
      return intervalMs();
    } catch (error) {
      if (signal.aborted) return 0;
      return this.#lost(error);
    }
  }

  async askPool(signal: AbortSignal): Promise<number> {
    const { client, intervalMs } = this.#context;
    try {
      const deadline = Date.now() + limits.poolMs;
      this.#pool = { value: await client.gossip.members({ deadline, signal }), atMs: Date.now() };
      this.#heard();
    } catch (error) {
      // Only the columns of gossip stay empty, or as old as the header says.
      if (!signal.aborted) troubleOf(error, Date.now());
    }
    return intervalMs();
  }

  async askNode(id: string, addr: string, signal: AbortSignal): Promise<number> {
    const { client, intervalMs } = this.#context;
    const before = this.#nodes.get(id);
    const begun = performance.now();
    const deadline = Date.now() + limits.nodeMs;
    try {
      const value = await client.cluster.statusAt(addr, { deadline, signal });
      if (signal.aborted) return 0;
      const isConnected = before?.attempt.type === 'answered';
      const rttMs = isConnected ? performance.now() - begun : undefined;
      this.#nodes.set(
        id,
        value.nodeId === id
          ? { last: { value, atMs: Date.now() }, attempt: { type: 'answered', rttMs } }
          : { last: before?.last, attempt: { type: 'failed' } },
      );
      this.#heard();
      return isConnected ? intervalMs() : limits.secondAskMs;
    } catch (error) {
      if (signal.aborted) return 0;
      const { type } = troubleOf(error, Date.now());
      const attempt = { type: type === 'denied' ? 'none' : 'failed' } as const;
      this.#nodes.set(id, { last: before?.last, attempt });
      this.#heard();
      return intervalMs();
    }
  }

  forget(id: string): void {
    this.#nodes.delete(id);
  }

  #lost(error: unknown): number {
    const { inbox } = this.#context;
    const nowMs = Date.now();
    const trouble = troubleOf(error, nowMs);
    const waitMs = retryMs(trouble, this.#failures);
    this.#failures += 1;
    if (trouble.type === 'denied') inbox.add({ type: 'trouble', part: 'cluster', trouble }, 'soon');
    else {
      const { message: reason } = trouble;
      inbox.add({ type: 'disconnected', reason, retryAtMs: nowMs + waitMs }, 'soon');
    }
    return waitMs;
  }

  /** Who leads and what is wrong is told at once, figures with the next second. */
  #heard(): void {
    if (this.#first === undefined) return;
    const heard: Heard = { first: this.#first, nodes: this.#nodes, pool: this.#pool };
    const picture = pictureOf(heard, Date.now());
    const { leaderId, term, alarms, nodes } = picture;
    const urgent = JSON.stringify([
      ...[leaderId, term, alarms],
      nodes.map(({ id, raft, gossip, problem }) => [id, raft, gossip, problem]),
    ]);
    this.#context.inbox.add(
      { type: 'picture', picture },
      urgent === this.#urgent ? 'later' : 'soon',
    );
    this.#urgent = urgent;
    this.#onNodes(addressesOf(heard));
  }
}

/** Of the configuration and, of who is not in it, as announced in the pool. */
function addressesOf({ first, nodes, pool }: Heard): Addresses {
  const answers = [first.value, ...[...nodes.values()].flatMap(({ last }) => last?.value ?? [])];
  const newest = answers.reduce((best, one) =>
    one.configurationIndex > best.configurationIndex ? one : best,
  );
  const announced = (pool?.value.members ?? [])
    .filter(({ status }) => status === 'alive')
    .map((member) => [member.name ?? '', rpcAddressOf(member) ?? ''] as const);
  const configured = newest.servers.map(({ id, addr }) => [id ?? '', addr ?? ''] as const);
  const all = [...announced, ...configured].filter(([, addr]) => addr !== '');
  return new Map([...new Map(all)].slice(0, limits.nodesMax));
}
