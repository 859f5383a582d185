import { parseHostPort } from '../../shared/host-port.ts';
import type { DashboardSource } from '../dashboard-source.ts';
import type { DashboardStore } from '../dashboard-store.ts';
import type { Change, Consequence } from '../facts.ts';
import type { DashboardState } from '../state.ts';
import type { Wanted } from '../wanted.ts';
import { type Addresses, ClusterPoll } from './cluster-poll.ts';
import { consequenceOf } from './consequence.ts';
import { Inbox } from './inbox.ts';
import { KeyWatch } from './key-watch.ts';
import { KeysPane } from './keys-pane.ts';
import { askNodeInfo, askRaftLog } from './node-polls.ts';
import { NodeStreams } from './node-streams.ts';
import { Pacing } from './pacing.ts';
import { performChange } from './perform-change.ts';
import type { SourceClient } from './source-client.ts';
import type { SourceContext } from './source-context.ts';

/** Loops that were begun together and are ended together, for what `name` says. */
interface Task {
  readonly name: string;
  readonly controller: AbortController;
}

/**
 * Fills the store from a cluster: one loop for each thing that is asked or followed, of which none waits
 * for another. What the screen shows decides on which of them run.
 */
export class LiveSource implements DashboardSource {
  readonly #store: DashboardStore;
  readonly #client: SourceClient;
  readonly #wantedOf: (state: DashboardState) => Wanted;
  readonly #context: SourceContext;
  readonly #poll: ClusterPoll;
  readonly #nodes = new Map<string, Task>();
  readonly #panes = new Map<keyof Wanted, Task>();
  #keysPane: KeysPane | undefined;
  readonly #controller = new AbortController();
  #intervalMs: number;
  #fail: (error: unknown) => void = () => undefined;

  constructor(options: {
    readonly client: SourceClient;
    readonly store: DashboardStore;
    readonly wantedOf: (state: DashboardState) => Wanted;
  }) {
    this.#store = options.store;
    this.#client = options.client;
    this.#wantedOf = options.wantedOf;
    this.#context = {
      client: options.client,
      inbox: new Inbox(options.store),
      pacing: new Pacing(),
      stateOf: () => options.store.getState(),
      intervalMs: () => options.store.getState().ui.intervalMs,
    };
    this.#intervalMs = this.#context.intervalMs();
    this.#poll = new ClusterPoll(this.#context, (addresses) => this.#followNodes(addresses));
  }

  /** Until the signal. Rejects only for what is no expected failure. */
  async run(signal: AbortSignal): Promise<void> {
    const { inbox } = this.#context;
    const ended = new Promise<void>((resolve, reject) => {
      this.#fail = reject;
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (signal.aborted) resolve();
    });
    const unsubscribe = this.#store.subscribe(() => this.#follow());
    inbox.start();
    this.#repeat((own) => this.#poll.askFirst(own), this.#controller.signal);
    this.#repeat((own) => this.#poll.askPool(own), this.#controller.signal);
    this.#showWanted();
    try {
      await ended;
    } finally {
      unsubscribe();
      inbox.stop();
      this.#controller.abort();
      for (const { controller } of [...this.#nodes.values(), ...this.#panes.values()]) {
        controller.abort();
      }
    }
  }

  reconnect(): void {
    this.#context.pacing.wake();
  }

  consequenceOf(change: Change): Promise<Consequence> {
    const picture = this.#store.getState().cluster.latest?.value;
    return consequenceOf(this.#client, change, picture);
  }

  perform(change: Change): Promise<string> {
    return performChange(this.#client, change);
  }

  async readValue(key: string): Promise<{ readonly value: Uint8Array; readonly revision: number }> {
    const { value, modRevision: revision } = await this.#client.get(key);
    return { value, revision };
  }

  #follow(): void {
    const intervalMs = this.#context.intervalMs();
    if (intervalMs < this.#intervalMs) this.#context.pacing.wake();
    this.#intervalMs = intervalMs;
    this.#showWanted();
  }

  /** A node that has moved is followed at its new address. */
  #followNodes(addresses: Addresses): void {
    for (const [id, { name, controller }] of this.#nodes) {
      if (addresses.get(id) === name) continue;
      controller.abort();
      this.#nodes.delete(id);
      this.#poll.forget(id);
    }
    for (const [id, addr] of addresses) {
      const at = parseHostPort(addr);
      if (this.#nodes.has(id) || at === undefined) continue;
      const controller = new AbortController();
      this.#nodes.set(id, { name: addr, controller });
      const streams = new NodeStreams(this.#context, id, at);
      this.#repeat((own) => this.#poll.askNode(id, addr, own), controller.signal);
      this.#repeat((own) => streams.followLoad(own), controller.signal);
      this.#repeat((own) => streams.followEvents(own), controller.signal);
    }
  }

  /** Begins and ends what the screen shows and hides. Costs nothing while it stays. */
  #showWanted(): void {
    const { keys, raft, nodeDetail, keyDetail } = this.#wantedOf(this.#store.getState());
    this.#show('keys', keys && { name: keys.prefix, value: keys }, (query, signal) => {
      const pane = new KeysPane(this.#context, query);
      this.#keysPane = pane;
      this.#repeat((own) => pane.readPage(own), signal);
      this.#repeat((own) => pane.followChanges(own), signal);
      this.#repeat((own) => pane.countKeys(own), signal);
    });
    if (keys !== undefined) this.#keysPane?.turnTo(keys);
    this.#show('raft', raft && { name: '', value: undefined }, (_, signal) =>
      this.#repeat((own) => askRaftLog(this.#context, own), signal),
    );
    this.#show('nodeDetail', named(nodeDetail), (id, signal) =>
      this.#repeat((own) => askNodeInfo(this.#context, id, own), signal),
    );
    this.#show('keyDetail', named(keyDetail), (key, signal) => {
      const watch = new KeyWatch(this.#context, key);
      this.#repeat((own) => watch.follow(own), signal);
    });
  }

  #show<Value>(
    pane: keyof Wanted,
    wanted: { readonly name: string; readonly value: Value } | undefined,
    begin: (value: Value, signal: AbortSignal) => void,
  ): void {
    const running = this.#panes.get(pane);
    if (running?.name === wanted?.name) return;
    running?.controller.abort();
    this.#panes.delete(pane);
    if (wanted === undefined) return;
    const controller = new AbortController();
    this.#panes.set(pane, { name: wanted.name, controller });
    begin(wanted.value, controller.signal);
  }

  #repeat(job: (signal: AbortSignal) => Promise<number>, signal: AbortSignal): void {
    this.#context.pacing.repeat(() => job(signal), signal).catch((error) => this.#fail(error));
  }
}

function named(name: string | undefined) {
  return name === undefined ? undefined : { name, value: name };
}
