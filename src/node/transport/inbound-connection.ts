import type { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { MokvError } from '../../shared/errors.ts';
import { InvariantViolation } from '../../shared/invariant.ts';
import { quoted } from '../../shared/quoted.ts';
import type { ServerId } from '../raft/configuration.ts';
import type { SnapshotMeta } from '../raft/entry.ts';
import type { InstallSnapshot, RaftRequest, RaftResponse } from '../raft/messages.ts';
import { AnswerQueue } from './answer-queue.ts';
import { type DecodedRequest, decodeRequest, type Receiver } from './request-codec.ts';
import { encodeFailedInstall, encodeResponse } from './response-codec.ts';
import { RequestParser } from './rpc-parser.ts';
import { SnapshotBody } from './snapshot-body.ts';

export const limits = {
  /** Requests of one connection that wait for their answers; then no more are read. */
  unansweredMax: 128,
  /** A request must be complete so long after its first byte. */
  requestMs: 30_000,
  /** The same for each portion of a snapshot, in time spent waiting for the peer. */
  bodyPortionBytes: 256 * 1024,
  /** The core answers so soon, or the connection goes after twice that: a snapshot it answers after its restore. */
  answerMs: 300_000,
} as const;

export interface InboundOptions {
  /** The node in the peer's certificate, if there is one: it may speak for nobody else. */
  readonly peerId: ServerId | undefined;
  /** An id that no other inbound request of this process has or had, and who we are. */
  nextReceiver(): Receiver;
  onRequest(request: RaftRequest, connection: InboundConnection): void;
  /** Resolves when the whole snapshot is durable. */
  receiveSnapshot(
    meta: SnapshotMeta,
    sizeBytes: number,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<void>;
}

/**
 * A connection on which a peer sends requests. It never times out between two of them: Go peers keep
 * idle connections in a pool (raft-wire §1).
 */
export class InboundConnection {
  readonly #socket: Duplex;
  readonly #options: InboundOptions;
  readonly #parser = new RequestParser();
  readonly #answers = new AnswerQueue();
  /** The request that was the next to be answered when that was looked at last. */
  #awaited: number | undefined;
  /** While a snapshot is being received or there is no room: what arrives stays in the parser. */
  #busy: Promise<void> | undefined;
  /** Wakes who waits for bytes, or for their end. */
  #bytesCame: (() => void) | undefined;
  #roomMade: (() => void) | undefined;
  /** Runs while a request has arrived in part. */
  #requestTimer: NodeJS.Timeout | undefined;
  #sender: ServerId | undefined;
  #failure: Error | undefined;

  constructor(socket: Duplex, options: InboundOptions) {
    this.#socket = socket;
    this.#options = options;
  }

  /** Ids of the requests that still await their answers. */
  get unanswered(): readonly number[] {
    return this.#answers.rpcIds;
  }

  /** Who sent the newest request of this connection. */
  get sender(): ServerId | undefined {
    return this.#sender;
  }

  /** Reads requests until the connection ends; rejects with the reason when it does not end well. */
  async serve(): Promise<void> {
    const answerTimer = setInterval(() => this.#checkAnswers(), limits.answerMs).unref();
    try {
      const ended = finished(this.#socket, { writable: false });
      this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
      await ended;
    } finally {
      clearInterval(answerTimer);
      clearTimeout(this.#requestTimer);
      this.#socket.destroy();
      this.#bytesCame?.();
      await this.#busy;
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  answer(response: RaftResponse): void {
    this.#settle(response.rpcId, encodeResponse(response));
  }

  destroy(reason: string): void {
    this.#socket.destroy(new MokvError('UNAVAILABLE', reason));
  }

  #take(chunk: Buffer): void {
    this.#parser.push(chunk);
    if (this.#busy === undefined) this.#handleRequests();
    else {
      this.#socket.pause();
      this.#bytesCame?.();
    }
  }

  /** Handles all complete requests, in the same turn in which they arrived unless one takes longer. */
  #handleRequests(): void {
    let isAny = false;
    try {
      while (!this.#socket.destroyed) {
        const frame = this.#parser.next();
        if (frame === undefined) break;
        isAny = true;
        const receiver = this.#options.nextReceiver();
        const work = this.#handle(receiver.rpcId, decodeRequest(frame, receiver));
        const wait = work ?? this.#waitForRoom();
        if (wait !== undefined) {
          this.#beBusy(wait);
          break;
        }
      }
      this.#timeRequest(isAny);
    } catch (error) {
      this.#fail(error);
    }
  }

  #beBusy(wait: Promise<void>): void {
    this.#busy = wait.then(
      () => {
        this.#busy = undefined;
        this.#socket.resume();
        this.#handleRequests();
      },
      (error) => this.#fail(error),
    );
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    this.#socket.destroy(this.#failure);
  }

  /** Each request has its own time, from its first bytes on. A snapshot's bytes have theirs. */
  #timeRequest(isOneDone: boolean): void {
    const isInside = this.#busy === undefined && this.#parser.isInsideRequest;
    if (this.#requestTimer !== undefined && (isOneDone || !isInside)) {
      clearTimeout(this.#requestTimer);
      this.#requestTimer = undefined;
    }
    if (!isInside) return;
    this.#requestTimer ??= setTimeout(() => this.destroy(tooSlow), limits.requestMs);
  }

  /** A promise where the request takes longer. */
  #handle(rpcId: number, decoded: DecodedRequest): Promise<void> | undefined {
    this.#answers.open(rpcId);
    if (decoded.type === 'refused') return this.#refuse(rpcId, decoded);
    const { message, bodyBytes } = decoded;
    this.#checkSender(message);
    this.#sender = message.from;
    if (message.type === 'installSnapshot') return this.#receiveSnapshot(message, bodyBytes);
    this.#options.onRequest(message, this);
    return undefined;
  }

  async #refuse(
    rpcId: number,
    { answer, bodyBytes }: Extract<DecodedRequest, { readonly type: 'refused' }>,
  ): Promise<void> {
    await this.#bodyOf(bodyBytes).drain();
    this.#settle(rpcId, answer);
  }

  #checkSender({ from }: RaftRequest): void {
    const { peerId } = this.#options;
    if (peerId === undefined || from === '' || from === peerId) return;
    throw new MokvError(
      'PERMISSION_DENIED',
      `a request of ${quoted(from)} with the certificate of ${quoted(peerId)}`,
    );
  }

  async #receiveSnapshot(request: InstallSnapshot, sizeBytes: number): Promise<void> {
    const body = this.#bodyOf(sizeBytes);
    try {
      await this.#options.receiveSnapshot(request.snapshot, sizeBytes, body);
    } catch (error) {
      if (error instanceof InvariantViolation) throw error;
      await body.drain();
      // Messages of others may name files, which are none of the peer's business.
      const reason = error instanceof MokvError ? error.message : 'the snapshot was not stored';
      this.#settle(request.rpcId, encodeFailedInstall(request.term, reason));
      return;
    }
    await body.drain();
    this.#options.onRequest(request, this);
  }

  #bodyOf(sizeBytes: number): SnapshotBody {
    const portions = Math.max(1, sizeBytes / limits.bodyPortionBytes);
    let waitMsLeft = limits.requestMs * portions;
    const read = async (count: number): Promise<Uint8Array | undefined> => {
      const start = performance.now();
      await this.#waitForBytes(Math.min(limits.requestMs, waitMsLeft));
      waitMsLeft -= performance.now() - start;
      const bytes = this.#parser.takeRaw(count);
      return bytes.length > 0 ? bytes : undefined;
    };
    return new SnapshotBody({ read }, sizeBytes);
  }

  /** Until there are some, or the peer has closed its side. */
  async #waitForBytes(waitMs: number): Promise<void> {
    if (this.#parser.isInsideRequest || this.#socket.destroyed) return;
    const timer = setTimeout(() => this.destroy(tooSlow), Math.max(0, waitMs));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#bytesCame = resolve;
    this.#socket.resume();
    await promise;
    this.#bytesCame = undefined;
    clearTimeout(timer);
  }

  #settle(rpcId: number, answer: Buffer): void {
    for (const bytes of this.#answers.settle(rpcId, answer)) this.#socket.write(bytes);
    if (this.#answers.length < limits.unansweredMax) this.#roomMade?.();
  }

  /** Stops reading while the core has enough to answer, or the peer does not read its answers. */
  #waitForRoom(): Promise<void> | undefined {
    if (this.#answers.length < limits.unansweredMax && !this.#socket.writableNeedDrain) {
      return undefined;
    }
    return this.#untilRoom();
  }

  async #untilRoom(): Promise<void> {
    this.#socket.pause();
    if (this.#answers.length >= limits.unansweredMax) {
      await this.#untilClosedOr((resume) => {
        this.#roomMade = resume;
      });
    }
    if (this.#socket.writableNeedDrain) {
      await this.#untilClosedOr((resume) => this.#socket.once('drain', resume));
    }
  }

  async #untilClosedOr(subscribe: (resume: () => void) => void): Promise<void> {
    if (this.#socket.destroyed) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.once('close', resolve);
    subscribe(resolve);
    await promise;
    this.#socket.off('close', resolve);
  }

  #checkAnswers(): void {
    const [next] = this.#answers.rpcIds;
    if (next !== undefined && next === this.#awaited) {
      this.destroy('requests stayed without an answer');
    }
    this.#awaited = next;
  }
}

const tooSlow = 'the peer stopped in the middle of a request';
