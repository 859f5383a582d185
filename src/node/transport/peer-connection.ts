import type { Duplex } from 'node:stream';
import { MokvError, messageOf } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import type { Random } from '../../shared/random.ts';
import type { RaftRequest, RaftResponse } from '../raft/messages.ts';
import { ReconnectDelay } from './reconnect-delay.ts';
import { decodeResponse } from './response-codec.ts';
import { ResponseParser } from './rpc-parser.ts';
import type { SharedFrames } from './shared-frames.ts';

export const limits = {
  /** Requests of one connection without an answer: the core keeps far fewer under way. */
  pendingMax: 64,
  pendingBytesMax: 64 * 1024 * 1024,
  /** A connection that nobody used for so long is closed; the next request opens another. */
  idleMs: 60_000,
  /** Turns of the event loop in which answers that already wait in the socket are read first. */
  readTurns: 3,
} as const;

export interface PeerConnectionOptions {
  dial(signal: AbortSignal): Promise<Duplex>;
  readonly frames: SharedFrames;
  readonly rpcTimeoutMs: number;
  readonly random: Random;
  onResponse(response: RaftResponse): void;
  /** Called for each request that will never be answered; never from inside `send`. */
  onFailed(request: RaftRequest): void;
  onConnected(): void;
  /** For the log: why requests failed. */
  onBroken(reason: string): void;
}

interface PendingRequest {
  readonly request: RaftRequest;
  readonly bytes: Buffer;
  readonly deadline: number;
}

/**
 * ```
 * idle --send--> dialing --connected--> open
 *   ^               |                     |
 *   +---- failed, timed out, closed ------+          any state --close--> closed
 * ```
 */
type State =
  | { readonly type: 'idle' }
  | { readonly type: 'dialing'; readonly attempt: AbortController }
  | { readonly type: 'open'; readonly socket: Duplex; readonly parser: ResponseParser }
  | { readonly type: 'closed' };

/**
 * One pipelined connection to a peer: requests leave at once and are answered in order. It connects
 * when there is something to send. Whatever breaks it fails all its requests, because answers carry no
 * id; for a while after a failed attempt further requests fail without another one.
 */
export class PeerConnection {
  readonly #options: PeerConnectionOptions;
  readonly #delay: ReconnectDelay;
  readonly #pending: PendingRequest[] = [];
  #pendingBytes = 0;
  #state: State = { type: 'idle' };
  /** When the newest request must be answered. */
  #lastDeadline = 0;
  /** One for the connection, never later than a deadline: setting one for each request costs too much. */
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PeerConnectionOptions) {
    this.#options = options;
    this.#delay = new ReconnectDelay(options.random);
  }

  get isIdle(): boolean {
    return this.#state.type === 'idle' && this.#pending.length === 0;
  }

  send(request: RaftRequest): void {
    const bytes = this.#options.frames.encode(request);
    if (!this.#mayTake(bytes.length)) {
      setImmediate(() => this.#options.onFailed(request));
      return;
    }
    const deadline = performance.now() + this.#options.rpcTimeoutMs;
    this.#lastDeadline = deadline;
    this.#pending.push({ request, bytes, deadline });
    this.#pendingBytes += bytes.length;
    if (this.#state.type === 'open') this.#state.socket.write(bytes);
    if (this.#state.type === 'idle') this.#connect();
    if (this.#timer === undefined) this.#setTimer(this.#options.rpcTimeoutMs);
  }

  /** The peer was heard from: the next request may dial at once. */
  forgetFailures(): void {
    this.#delay.reset();
  }

  close(): void {
    const state = this.#state;
    this.#state = { type: 'closed' };
    clearTimeout(this.#timer);
    if (state.type === 'dialing') state.attempt.abort();
    if (state.type === 'open') state.socket.destroy();
    this.#pending.length = 0;
  }

  #mayTake(bytes: number): boolean {
    if (this.#state.type === 'closed') return false;
    if (this.#state.type === 'idle' && !this.#delay.isOver(performance.now())) return false;
    if (this.#pending.length === 0) return true;
    return (
      this.#pending.length < limits.pendingMax &&
      this.#pendingBytes + bytes <= limits.pendingBytesMax
    );
  }

  #connect(): void {
    const attempt = new AbortController();
    this.#state = { type: 'dialing', attempt };
    this.#options.dial(attempt.signal).then(
      (socket) => this.#opened(attempt, socket),
      (error) => {
        if (this.#isDialing(attempt)) this.#fail(messageOf(error));
      },
    );
  }

  #isDialing(attempt: AbortController): boolean {
    return this.#state.type === 'dialing' && this.#state.attempt === attempt;
  }

  #opened(attempt: AbortController, socket: Duplex): void {
    if (!this.#isDialing(attempt)) {
      socket.destroy();
      return;
    }
    const parser = new ResponseParser();
    this.#state = { type: 'open', socket, parser };
    let reason = 'the peer closed the connection';
    const isCurrent = () => this.#state.type === 'open' && this.#state.socket === socket;
    socket.on('error', (error) => {
      reason = messageOf(error);
    });
    socket.on('close', () => {
      if (isCurrent()) this.#fail(reason);
    });
    socket.on('end', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      if (isCurrent()) this.#receive(parser, chunk);
    });
    this.#options.onConnected();
    for (const { bytes } of this.#pending) socket.write(bytes);
  }

  #receive(parser: ResponseParser, chunk: Buffer): void {
    try {
      parser.push(chunk);
      for (let frame = parser.next(); frame !== undefined; frame = parser.next()) {
        this.#answer(frame);
        if (this.#state.type !== 'open') return;
      }
    } catch (error) {
      if (!(error instanceof MokvError)) throw error;
      this.#fail(error.message);
    }
  }

  #answer(frame: Buffer): void {
    const head = this.#pending[0];
    if (head === undefined) throw new MokvError('INVALID_ARGUMENT', 'an answer to no request');
    const decoded = decodeResponse(frame, head.request);
    this.#pending.shift();
    this.#pendingBytes -= head.bytes.length;
    this.#delay.reset();
    if (decoded.type === 'answered') {
      this.#options.onResponse(decoded.message);
      return;
    }
    this.#options.onBroken(`it answered ${quoted(decoded.reason)}`);
    this.#options.onFailed(head.request);
  }

  #setTimer(delayMs: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#checkTimes();
    }, delayMs);
    this.#timer.unref();
  }

  #checkTimes(): void {
    const { rpcTimeoutMs } = this.#options;
    const now = performance.now();
    const head = this.#pending[0];
    if (head === undefined) {
      const unusedMs = now - this.#lastDeadline + rpcTimeoutMs;
      if (unusedMs >= limits.idleMs) this.#endIdle();
      else this.#setTimer(rpcTimeoutMs);
    } else if (now < head.deadline) this.#setTimer(head.deadline - now);
    else this.#expire(head, limits.readTurns);
  }

  /**
   * After a pause of the whole process Node runs timers before it reads the sockets: the answer may
   * have been waiting there for long.
   */
  #expire(head: PendingRequest, turns: number): void {
    if (this.#pending[0] !== head) {
      if (this.#timer === undefined && this.#state.type !== 'closed') this.#checkTimes();
    } else if (turns > 0) setImmediate(() => this.#expire(head, turns - 1));
    else this.#fail(`no answer within ${this.#options.rpcTimeoutMs} ms`);
  }

  #endIdle(): void {
    const state = this.#state;
    if (state.type !== 'open') return;
    this.#state = { type: 'idle' };
    state.socket.destroy();
  }

  #fail(reason: string): void {
    const state = this.#state;
    this.#state = { type: 'idle' };
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (state.type === 'dialing') state.attempt.abort();
    if (state.type === 'open') state.socket.destroy();
    const lost = this.#pending.splice(0);
    this.#pendingBytes = 0;
    // An idle connection that the peer closes is its good right, and says nothing about the next one.
    if (lost.length > 0 || state.type === 'dialing') {
      this.#delay.extend(performance.now());
      this.#options.onBroken(reason);
    }
    for (const { request } of lost) this.#options.onFailed(request);
  }
}
