import { mokv } from '../../src/api/gen/messages.js';
import type { Item, RangeEntry, WatchMessage } from '../../src/client/kv-api.ts';
import { MokvError } from '../../src/shared/errors.ts';
import type { SourceClient } from '../../src/tui/source/source-client.ts';

/** What a call ends with; 'silence' never answers, until its deadline. */
type Failure = MokvError | 'silence' | undefined;

interface Call {
  readonly deadline?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Things that a stream gives one after the other, until somebody fails it. */
export class FakeFeed<Thing> {
  readonly #waiting: Thing[] = [];
  #failure: MokvError | undefined;
  #wake: () => void = () => undefined;

  push(...things: readonly Thing[]): void {
    this.#waiting.push(...things);
    this.#wake();
  }

  /** Ends the stream that reads it; the next one goes on. */
  fail(error: MokvError): void {
    this.#failure = error;
    this.#wake();
  }

  async *read(signal: AbortSignal | undefined): AsyncGenerator<Thing, void, void> {
    for (;;) {
      if (signal?.aborted) throw new MokvError('CANCELLED', 'interrupted');
      const failure = this.#failure;
      this.#failure = undefined;
      if (failure !== undefined) throw failure;
      yield* this.#waiting.splice(0);
      if (this.#failure !== undefined || signal?.aborted) continue;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        signal?.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }
}

/** A cluster of three as the source of the dashboard asks it, whose every answer a test decides. */
export class FakeSourceClient implements SourceClient {
  /** By node id; what a test changes is answered from then on. */
  readonly statuses = new Map<string, mokv.v1.IStatusResponse>();
  /** By the name of the method, or `statusAt n2`. */
  readonly failures = new Map<string, Failure>();
  readonly load = new Map<string, FakeFeed<mokv.v1.StatsBucket>>();
  readonly happened = new Map<string, FakeFeed<mokv.v1.ClusterEvent>>();
  readonly watched = new FakeFeed<WatchMessage>();
  readonly keys = new Map<string, Item>();
  pool: mokv.v1.IMembersResponse;
  okToStopAnswer: mokv.v1.IOkToStopResponse = { ok: true, reason: '2 of 3 stay' };
  /** Each call, with its argument. */
  readonly asked: string[] = [];
  /** Streams that somebody reads. */
  openStreams = 0;

  constructor() {
    const ids = ['n1', 'n2', 'n3'];
    for (const id of ids) {
      this.load.set(id, new FakeFeed());
      this.happened.set(id, new FakeFeed());
      this.statuses.set(id, { nodeId: id, ...clusterStatus, role: 'follower' });
    }
    this.statuses.set('n1', { ...this.statuses.get('n1'), role: 'leader', peers: examplePeers });
    this.pool = {
      nodeId: 'n1',
      encrypted: true,
      members: ids.map((name) => ({
        name,
        status: 'alive',
        addr: `10.0.0.1:840${name.slice(1)}`,
        tags: { rpc_addr: addressOf(name), mokv: '1.2.0' },
      })),
    };
  }

  readonly cluster: SourceClient['cluster'] = {
    status: async (call = {}) => {
      await this.#answer('status', '', call);
      return mokv.v1.StatusResponse.create(this.statuses.get('n1'));
    },
    statusAt: async (address, call) => {
      const id = idAt(address);
      await this.#answer('statusAt', id, call);
      return mokv.v1.StatusResponse.create(this.statuses.get(id));
    },
    events: (_request, { at, signal } = {}) =>
      this.#stream('events', idOf(at), this.happened.get(idOf(at)), signal),
    stats: ({ seconds } = {}, { at, signal } = {}) =>
      this.#stream('stats', `${idOf(at)} ${seconds}`, this.load.get(idOf(at)), signal),
    raftLog: async (count, { at, ...call } = {}) => {
      await this.#answer('raftLog', `${idOf(at)} ${count}`, call);
      const entries = [{ index: 9, term: 2, type: 'command', bytes: 12, commands: 1 }];
      return mokv.v1.RaftLogResponse.create({ firstIndex: 1, entries });
    },
    nodeInfo: async (_lines, { at, ...call } = {}) => {
      await this.#answer('nodeInfo', idOf(at), call);
      return mokv.v1.NodeInfoResponse.create({
        nodeId: idOf(at),
        configuration: { 'rpc-port': '8400', 'data-dir': '/d' },
        log: ['started'],
      });
    },
    okToStop: async (ids, call = {}) => {
      await this.#answer('okToStop', ids.join(), call);
      return mokv.v1.OkToStopResponse.create(this.okToStopAnswer);
    },
    transferLeadership: async (target, call) => {
      await this.#answer('transferLeadership', target ?? '', call);
      return target ?? 'n2';
    },
    promoteMember: (id, call) => this.#answer('promoteMember', id, call),
    demoteMember: (id, call) => this.#answer('demoteMember', id, call),
    removeMember: (id, call) => this.#answer('removeMember', id, call),
    addMember: ({ id, addr }, call) => this.#answer('addMember', `${id} ${addr}`, call),
    drain: (drained, { at, ...call } = {}) => this.#answer('drain', `${idOf(at)} ${drained}`, call),
  };

  readonly gossip: SourceClient['gossip'] = {
    members: async (call) => {
      await this.#answer('members', '', call);
      return mokv.v1.MembersResponse.create(this.pool);
    },
  };

  async range(
    { prefix = '', start = '', end }: Parameters<SourceClient['range']>[0],
    options: Parameters<SourceClient['range']>[1] = {},
  ) {
    const { limit = 0, reverse = false, delimiter } = options;
    await this.#answer('range', `${prefix} ${limit}`, options);
    const found = [...this.keys.values()]
      .filter(({ key }) => key.startsWith(prefix) && key >= start)
      .filter(({ key }) => end === undefined || key < end)
      .toSorted((left, right) => (left.key < right.key ? -1 : 1));
    const entries = grouped(found, prefix, delimiter);
    const ordered = reverse ? entries.toReversed() : entries;
    return {
      entries: ordered.slice(0, limit),
      revision: 1,
      more: ordered.length > limit,
      ageMs: undefined,
    };
  }

  async count({ prefix = '' }: Parameters<SourceClient['count']>[0], call: Call = {}) {
    await this.#answer('count', prefix, call);
    return {
      count: [...this.keys.keys()].filter((key) => key.startsWith(prefix)).length,
      revision: 1,
    };
  }

  watch(
    { prefix, start }: { prefix?: string | undefined; start?: string | undefined },
    call: Call = {},
  ) {
    return this.#stream('watch', prefix ?? start ?? '', this.watched, call.signal);
  }

  async get(key: string, call: Call = {}) {
    await this.#answer('get', key, call);
    const item = this.keys.get(key);
    if (item === undefined) throw new MokvError('NOT_FOUND', `key "${key}" not found`);
    return { ...item, revision: 1, ageMs: undefined };
  }

  async set(key: string, value: Uint8Array, options: Call = {}) {
    await this.#answer('set', key, options);
    this.put(key, Buffer.from(value).toString());
    return { revision: 7, created: true, previous: undefined };
  }

  async delete(key: string, options: Call = {}) {
    await this.#answer('delete', key, options);
    return { revision: 8, deleted: this.keys.delete(key), previous: undefined };
  }

  /** Without telling a watch. */
  put(key: string, text: string, modRevision = 1): Item {
    const value = new TextEncoder().encode(text);
    const item = { key, value, modRevision, createRevision: 1, version: 1, leaseId: 0 };
    this.keys.set(key, { ...item, expiresAtMs: undefined });
    return { ...item, expiresAtMs: undefined };
  }

  async #answer(method: string, argument: string, { deadline, signal }: Call): Promise<void> {
    this.asked.push(argument === '' ? method : `${method} ${argument}`);
    const failure = this.failures.get(`${method} ${argument}`) ?? this.failures.get(method);
    if (failure === 'silence') await silence(deadline, signal);
    else if (failure !== undefined) throw failure;
  }

  async *#stream<Thing>(
    method: string,
    argument: string,
    feed: FakeFeed<Thing> | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Thing, void, void> {
    await this.#answer(method, argument, {});
    if (feed === undefined) throw new MokvError('UNAVAILABLE', 'there is no such node');
    this.openStreams += 1;
    try {
      yield* feed.read(signal);
    } finally {
      this.openStreams -= 1;
    }
  }
}

const examplePeers = ['n2', 'n3'].map((id) => ({
  ...{ id, state: 'pipeline', matchIndex: 9, nextIndex: 10, lastContactMs: 10 },
}));

const clusterStatus = {
  leaderId: 'n1',
  leaderAddr: '10.0.0.1:8400',
  version: '1.2.0',
  ...{ term: 2, commitIndex: 9, appliedIndex: 9, lastIndex: 9 },
  servers: ['n1', 'n2', 'n3'].map((id) => ({ id, addr: addressOf(id), voter: true })),
};

function addressOf(id: string): string {
  return `10.0.0.${id.slice(1)}:8400`;
}

function idOf(at: { readonly host: string } | undefined): string {
  return idAt(at?.host ?? '');
}

function idAt(address: string): string {
  return `n${address.split(':')[0]?.split('.')[3]}`;
}

function grouped(
  items: readonly Item[],
  prefix: string,
  delimiter: string | undefined,
): RangeEntry[] {
  if (delimiter === undefined) return items.map((item) => ({ type: 'item', ...item }));
  const groups = Map.groupBy(items, ({ key }) => {
    const end = key.indexOf(delimiter, prefix.length);
    return end < 0 ? key : key.slice(0, end + delimiter.length);
  });
  return [...groups].flatMap(([name, some]): RangeEntry[] =>
    name.endsWith(delimiter)
      ? [{ type: 'group', prefix: name, keys: some.length }]
      : some.map((item) => ({ type: 'item', ...item })),
  );
}

function silence(deadline: number | undefined, signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(new MokvError('DEADLINE_EXCEEDED', 'no answer in time'));
    };
    const timer = deadline === undefined ? undefined : setTimeout(end, deadline - Date.now());
    signal?.addEventListener('abort', end, { once: true });
  });
}
