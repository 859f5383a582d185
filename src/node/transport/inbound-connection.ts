import type { Duplex } from 'node:stream';
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
  /** The core answers or the connection goes: it answers a snapshot only after its restore. */
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
  readonly #source: NodeJS.AsyncIterator<Buffer>;
  readonly #parser = new RequestParser();
  readonly #answers = new AnswerQueue();
  readonly #answerTimer: NodeJS.Timeout;
  #roomMade: (() => void) | undefined;
  #sender: ServerId | undefined;

  constructor(socket: Duplex, options: InboundOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#source = socket[Symbol.asyncIterator]();
    this.#answerTimer = setTimeout(() => this.#checkAnswers(), limits.answerMs);
    this.#answerTimer.unref();
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
    try {
      let deadline: number | undefined;
      while (true) {
        const chunk = await this.#read(deadline);
        if (chunk === undefined) return;
        this.#parser.push(chunk);
        const isRequestDone = await this.#handleRequests();
        if (!this.#parser.isInsideRequest) deadline = undefined;
        else if (isRequestDone || deadline === undefined) {
          deadline = performance.now() + limits.requestMs;
        }
      }
    } finally {
      clearTimeout(this.#answerTimer);
      this.#socket.destroy();
    }
  }

  answer(response: RaftResponse): void {
    this.#settle(response.rpcId, encodeResponse(response));
  }

  destroy(reason: string): void {
    this.#socket.destroy(new MokvError('UNAVAILABLE', reason));
  }

  /** Handles all complete requests; tells whether there were any. */
  async #handleRequests(): Promise<boolean> {
    let isAny = false;
    for (let frame = this.#parser.next(); frame !== undefined; frame = this.#parser.next()) {
      isAny = true;
      const receiver = this.#options.nextReceiver();
      await this.#handle(receiver.rpcId, decodeRequest(frame, receiver));
      await this.#waitForRoom();
    }
    return isAny;
  }

  async #handle(rpcId: number, decoded: DecodedRequest): Promise<void> {
    if (this.#answers.length === 0) this.#answerTimer.refresh();
    this.#answers.open(rpcId);
    switch (decoded.type) {
      case 'refused':
        await this.#bodyOf(decoded.bodyBytes).drain();
        this.#settle(rpcId, decoded.answer);
        return;
      case 'accepted': {
        const { message, bodyBytes } = decoded;
        this.#checkSender(message);
        this.#sender = message.from;
        if (message.type !== 'installSnapshot') this.#options.onRequest(message, this);
        else await this.#receiveSnapshot(message, bodyBytes);
      }
    }
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
      const buffered = this.#parser.takeRaw(count);
      if (buffered.length > 0) return buffered;
      const start = performance.now();
      const chunk = await this.#read(start + Math.min(limits.requestMs, waitMsLeft));
      waitMsLeft -= performance.now() - start;
      if (chunk === undefined || chunk.length <= count) return chunk;
      this.#parser.push(chunk.subarray(count));
      return chunk.subarray(0, count);
    };
    return new SnapshotBody({ read }, sizeBytes);
  }

  /** The next bytes of the peer, or undefined at their end. */
  async #read(deadline: number | undefined): Promise<Buffer | undefined> {
    if (deadline === undefined) return this.#next();
    const timer = setTimeout(
      () => this.destroy('the peer stopped in the middle of a request'),
      Math.max(0, deadline - performance.now()),
    );
    try {
      return await this.#next();
    } finally {
      clearTimeout(timer);
    }
  }

  async #next(): Promise<Buffer | undefined> {
    const { value, done } = await this.#source.next();
    return done === true ? undefined : value;
  }

  #settle(rpcId: number, answer: Buffer): void {
    const ready = this.#answers.settle(rpcId, answer);
    if (ready.length > 0) this.#answerTimer.refresh();
    for (const bytes of ready) this.#socket.write(bytes);
    if (this.#answers.length < limits.unansweredMax) this.#roomMade?.();
  }

  /** Stops reading while the core has enough to answer, or the peer does not read its answers. */
  async #waitForRoom(): Promise<void> {
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
    if (this.#answers.length > 0) this.destroy('requests stayed without an answer');
  }
}
