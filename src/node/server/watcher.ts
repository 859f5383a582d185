import type { mokv } from '../../api/gen/messages.js';
import { textOf } from '../../shared/byte-string.ts';
import { MokvError } from '../../shared/errors.ts';
import type { KeyEvent, RevisionChange } from '../kv/change.ts';
import { checkSomeOfRange } from './check-rights.ts';
import { contains, type KeyBounds } from './key-bounds.ts';
import type { KeyContext } from './key-context.ts';
import { entriesOf } from './range-keys.ts';
import type { ResponseStream } from './response-stream.ts';
import { itemBytesOf } from './result-bytes.ts';
import { Slices } from './slices.ts';
import { compacted } from './store-reads.ts';
import type { ChangeBatch, GroupMember } from './watch-group.ts';
import type { Membership, WatchHub } from './watch-hub.ts';
import {
  changeMessages,
  createdMessage,
  eventBytesOf,
  initialEndMessage,
  initialMessage,
  progressMessage,
  viewedItem,
  type WatchView,
} from './watch-messages.ts';

const limits = {
  /** What waits for a caller that reads too slowly, beside one message. */
  waitingBytesMax: 4 * 1024 * 1024,
  /** Of one message of initial keys or past changes, beside the one that reaches it. */
  chunkBytesMin: 64 * 1024,
} as const;

export interface WatcherOptions {
  readonly context: KeyContext;
  readonly hub: WatchHub;
  readonly user: string;
  readonly range: mokv.v1.IKeyRange | null | undefined;
  readonly bounds: KeyBounds;
  readonly view: WatchView;
  readonly progressIntervalMs: number;
  readonly stream: ResponseStream<Buffer>;
}

/**
 * One watch: first the past, at the pace of its reader, then what the hub brings.
 *
 *   initial keys --> past changes --nothing left--> live --> ended
 */
export class Watcher implements GroupMember {
  readonly #options: WatcherOptions;
  readonly #ended = Promise.withResolvers<void>();
  /** What the caller is too slow for. */
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  /** Until nothing waits any more. */
  #writing: Promise<void> | undefined;
  /** Everything up to this revision has been written, or is none of this watch. */
  #revision = 0;
  /** Whether everything is allowed, under this policy. */
  #right: { readonly policy: unknown; readonly isWhole: boolean } | undefined;
  #isEnded = false;
  #progress: NodeJS.Timeout | undefined;

  constructor(options: WatcherOptions) {
    this.#options = options;
    // It may end with an error while it still sends the past; `run` comes to that later.
    this.#ended.promise.catch(() => {});
  }

  /** Resolves when the caller is gone; rejects with why the watch cannot go on. */
  async run(request: mokv.v1.IWatchRequest): Promise<void> {
    const { context, hub, bounds, view, stream } = this.#options;
    this.#checkRight();
    if (request.initial) await this.#sendInitial();
    else this.#start(request.fromRevision || context.node.revision + 1);
    const slices = new Slices();
    // Nothing can happen between the last look at the history and the hub.
    while (!stream.cancelled && this.#revision < context.node.revision) {
      await this.#sendPast(slices);
    }
    if (stream.cancelled) return;
    using membership = hub.join(bounds, view, this);
    const sendProgress = (): void => this.#sendProgress(membership);
    this.#progress = setTimeout(sendProgress, this.#options.progressIntervalMs);
    try {
      await Promise.race([this.#ended.promise, stream.whenCancelled()]);
    } finally {
      this.#isEnded = true;
      clearTimeout(this.#progress);
    }
  }

  deliver(batch: ChangeBatch): void {
    if (this.#isEnded || batch.lastRevision <= this.#revision) return;
    this.recheck();
    if (this.#isEnded) return;
    const isShared = this.#mayAll() && batch.firstRevision > this.#revision;
    const messages = isShared
      ? batch.messages()
      : batch.messagesAfter(this.#revision, ({ key }) => this.#may(key));
    for (const message of messages) this.#write(message);
    this.#revision = batch.lastRevision;
  }

  recheck(): void {
    if (this.#right?.policy === this.#options.context.authorization.policy) return;
    try {
      this.#checkRight();
    } catch (error) {
      this.#end(error);
    }
  }

  overrun(): void {
    this.#end(exhausted('the watched keys change faster than the node can tell its watchers'));
  }

  restored(): void {
    this.#end(compacted(this.#options.context.node, this.#revision + 1));
  }

  /** `revision`: the first one that is wanted. */
  #start(revision: number): void {
    this.#revision = revision - 1;
    this.#checkKnown();
    this.#write(createdMessage(this.#revision));
  }

  async #sendInitial(): Promise<void> {
    const { context, bounds, view, stream } = this.#options;
    const image = context.node.image();
    this.#start(image.revision + 1);
    const slices = new Slices();
    let items = [];
    let bytes = 0;
    for (const [key, item] of entriesOf(image, bounds, false)) {
      if (this.#may(key)) {
        const message = viewedItem(key, item, view);
        items.push(message);
        bytes += itemBytesOf(message);
      }
      if (bytes >= limits.chunkBytesMin) {
        this.#write(initialMessage(image.revision, items));
        items = [];
        bytes = 0;
        await this.#drained();
      }
      if (slices.isOver()) await slices.next();
      if (stream.cancelled) return;
    }
    if (items.length > 0) this.#write(initialMessage(image.revision, items));
    this.#write(initialEndMessage(image.revision));
  }

  async #sendPast(slices: Slices): Promise<void> {
    this.#checkKnown();
    this.#checkRight();
    for (const message of this.#pastMessages(slices)) this.#write(message);
    await this.#drained();
    await slices.next();
  }

  /** What the history has next, as much as fits into a message and a slice. */
  #pastMessages(slices: Slices): Buffer[] {
    const { context, view, bounds } = this.#options;
    const changes: RevisionChange[] = [];
    let bytes = 0;
    for (const { revision, events } of context.node.history.since(this.#revision + 1)) {
      const matching = events.filter(({ key }) => contains(bounds, key) && this.#may(key));
      if (matching.length > 0) changes.push({ revision, events: matching });
      for (const event of matching) bytes += eventBytesOf(event, view);
      this.#revision = revision;
      if (bytes >= limits.chunkBytesMin || slices.isOver()) return changeMessages(changes, view);
    }
    this.#revision = context.node.revision;
    return changeMessages(changes, view);
  }

  #checkKnown(): void {
    const { node } = this.#options.context;
    if (this.#revision < node.history.compactedRevision) throw compacted(node, this.#revision + 1);
  }

  /** @throws PERMISSION_DENIED when nothing that is watched may be read any more. */
  #checkRight(): void {
    const { context, user, range, bounds } = this.#options;
    const { policy } = context.authorization;
    checkSomeOfRange({ user, policy }, 'consume', range);
    this.#right = { policy, isWhole: policy.mayRange(user, 'consume', bounds) };
  }

  #mayAll(): boolean {
    return this.#right?.isWhole === true;
  }

  #may(key: KeyEvent['key']): boolean {
    const { context, user } = this.#options;
    const { policy } = context.authorization;
    if (this.#right?.policy === policy && this.#right.isWhole) return true;
    return policy.mayKey(user, 'consume', textOf(key));
  }

  #sendProgress(membership: Membership): void {
    if (this.#isEnded) return;
    const { revision } = this.#options.context.node;
    if (!membership.isBehind() && revision >= this.#revision) {
      this.#revision = revision;
      this.#write(progressMessage(revision));
    }
    this.#progress?.refresh();
  }

  #write(message: Buffer): void {
    const { stream } = this.#options;
    this.#progress?.refresh();
    if (this.#writing === undefined && stream.isReady) {
      stream.write(message, message.length);
      return;
    }
    this.#waiting.push(message);
    this.#waitingBytes += message.length;
    if (this.#waitingBytes > limits.waitingBytesMax) {
      this.#end(exhausted(`${this.#waitingBytes} bytes of the watch wait for its caller to read`));
    }
    this.#writing ??= this.#writeWaiting();
  }

  async #writeWaiting(): Promise<void> {
    const { stream } = this.#options;
    try {
      while (this.#waiting.length > 0) {
        const messages = this.#waiting;
        // Another list for what comes meanwhile: a caller that is always a little behind would make this
        // one longer for ever.
        this.#waiting = [];
        for (const message of messages) {
          await stream.drained();
          if (stream.cancelled || this.#isEnded) return;
          this.#waitingBytes -= message.length;
          stream.write(message, message.length);
        }
      }
      this.#writing = undefined;
    } catch (error) {
      this.#end(error);
    }
  }

  /** Resolves when the caller has read enough for more of the past. Rejects when the watch has ended. */
  async #drained(): Promise<void> {
    await this.#writing;
    if (this.#isEnded) await this.#ended.promise;
    await this.#options.stream.drained();
  }

  #end(error: unknown): void {
    this.#isEnded = true;
    this.#waiting = [];
    this.#ended.reject(error);
  }
}

function exhausted(message: string): MokvError {
  return new MokvError('RESOURCE_EXHAUSTED', message, {
    hint: 'go on with from_revision, and read faster',
  });
}
