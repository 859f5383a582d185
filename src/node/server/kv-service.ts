import { api } from '../../api/gen/messages.js';
import { kvService } from '../../api/services.ts';
import { byteStringOfText, bytesOf } from '../../shared/byte-string.ts';
import { MokvError } from '../../shared/errors.ts';
import { limits as sharedLimits } from '../../shared/limits.ts';
import type { Command, CommandOutcome } from '../kv/command.ts';
import { type Rpc, serverStream, unary } from './call.ts';
import { type KeyFilter, type KeySink, listKeys } from './list-keys.ts';
import type { NodePort } from './node-port.ts';
import type { ResponseStream } from './response-stream.ts';
import { within } from './within.ts';

const limits = {
  /** Writes that wait for their commit, all callers together. */
  writesInFlightMax: 8192,
  /** How long a call without a sooner deadline waits for the cluster. */
  waitMs: 30_000,
  listsPerUserMax: 4,
} as const;

export interface KvServiceOptions {
  readonly node: NodePort;
  /** Whether the node has, since it started, caught up with what was acknowledged before. */
  readonly hasCaughtUp: () => boolean;
  readonly mayConsume: (user: string) => KeyFilter;
}

/** api.KV, mökv's service. */
export function kvRpcs({ node, hasCaughtUp, mayConsume }: KvServiceOptions): Rpc[] {
  const propose = boundedProposals(node);
  const lists = new PlacesPerUser(limits.listsPerUserMax);
  /** Resolves when the store may be read as asked, with what the answer says of its age. */
  const readable = async (consistency: api.Consistency): Promise<Age> => {
    if (consistency === api.Consistency.CONSISTENCY_STALE) return staleAge(node, hasCaughtUp());
    await readBarrier(node);
    return {};
  };
  return [
    unary({
      method: kvService.get,
      requires: { type: 'key', action: 'consume', keyOf: (request) => request.key },
      handle: async ({ key, consistency }) => {
        const age = await readable(consistency);
        const item = node.get(byteStringOfText(key));
        if (item === undefined) throw new MokvError('NOT_FOUND', 'the key does not exist');
        return { key, value: bytesOf(item.value), ...age };
      },
    }),
    unary({
      method: kvService.set,
      requires: { type: 'key', action: 'produce', keyOf: (request) => request.key },
      handle: async ({ key, value }) => {
        checkValueSize(value);
        await propose({ type: 'set', key: byteStringOfText(key), value });
        return { ok: true };
      },
    }),
    unary({
      method: kvService.delete,
      requires: { type: 'key', action: 'produce', keyOf: (request) => request.key },
      handle: async ({ key }) => {
        await propose({ type: 'delete', key: byteStringOfText(key) });
        return { ok: true };
      },
    }),
    serverStream({
      method: kvService.list,
      requires: { type: 'someKey', action: 'consume' },
      handle: async ({ consistency }, stream, user) => {
        using _place = lists.take(user);
        const age = await readable(consistency);
        await listKeys(node.image(), mayConsume(user), sinkOf(stream, age));
      },
    }),
    unary({
      method: kvService.getServers,
      requires: { type: 'anyGrant' },
      handle: () => {
        const { configuration, leader } = node.status().raft;
        const servers = configuration.servers.map(
          ({ id, address }): api.IServer => ({
            id,
            rpcAddr: address,
            isLeader: id === leader?.id,
          }),
        );
        return { servers };
      },
    }),
  ];
}

interface Age {
  readonly ageMs?: number;
}

/** Before the node has caught up it does not know how much of its log is committed, nor how old that is. */
function staleAge(node: NodePort, hasCaughtUp: boolean): Age {
  const { leaderContactMs } = node.status().raft;
  if (hasCaughtUp && leaderContactMs !== undefined) return { ageMs: Math.ceil(leaderContactMs) };
  throw new MokvError('UNAVAILABLE', 'the node has not caught up with a leader since it started', {
    hint: 'until it has, it cannot say how old its data is; read from another server',
  });
}

/** What a list writes to, each item with its age. */
function sinkOf(stream: ResponseStream<api.IGetResponse>, age: Age): KeySink {
  return {
    get cancelled() {
      return stream.cancelled;
    },
    write: (item, sizeBytes) => stream.write({ ...item, ...age }, sizeBytes),
    drained: () => stream.drained(),
  };
}

function readBarrier(node: NodePort): Promise<void> {
  return within(
    node.readBarrier(),
    limits.waitMs,
    () => new MokvError('DEADLINE_EXCEEDED', 'the node did not catch up with the leader in time'),
  );
}

/** Refuses writes beyond the limit before they are proposed, and never waits for one without end. */
function boundedProposals(node: NodePort): (command: Command) => Promise<CommandOutcome> {
  let inFlight = 0;
  return async (command) => {
    if (inFlight >= limits.writesInFlightMax) {
      throw new MokvError('RESOURCE_EXHAUSTED', `${inFlight} writes are waiting for their commit`, {
        hint: 'nothing was written; try again later',
      });
    }
    inFlight += 1;
    const outcome = node.propose(command).finally(() => {
      inFlight -= 1;
    });
    return within(
      outcome,
      limits.waitMs,
      () =>
        new MokvError('OUTCOME_UNKNOWN', 'the write was not committed in time and may still be'),
    );
  };
}

function checkValueSize(value: Uint8Array): void {
  if (value.length > sharedLimits.valueBytesMax) {
    throw new MokvError(
      'RESOURCE_EXHAUSTED',
      `the value has ${value.length} bytes, at most ${sharedLimits.valueBytesMax} are allowed`,
    );
  }
}

/** Concurrent calls of one kind, counted for each user. */
class PlacesPerUser {
  readonly #max: number;
  readonly #taken = new Map<string, number>();

  constructor(max: number) {
    this.#max = max;
  }

  take(user: string): Disposable {
    const taken = this.#taken.get(user) ?? 0;
    if (taken >= this.#max) {
      throw new MokvError('RESOURCE_EXHAUSTED', `user "${user}" has ${taken} lists under way`);
    }
    this.#taken.set(user, taken + 1);
    return { [Symbol.dispose]: () => this.#release(user) };
  }

  #release(user: string): void {
    const taken = this.#taken.get(user) ?? 1;
    if (taken > 1) this.#taken.set(user, taken - 1);
    else this.#taken.delete(user);
  }
}
